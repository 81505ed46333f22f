package hewn.placement.json;

import hewn.graph.LayerGraph;

/**
 * A layer graph as JSON, and back: a document of kind {@code graph}.
 */
public final class GraphFile {
    /** What a document of this kind is called. */
    public static final String KIND = "graph";

    private GraphFile() {}

    /**
     * Reads a layer graph.
     *
     * @param json one object in UTF-8
     * @return the graph
     * @throws PlacementFileException if it is no JSON, of another kind or schema, or a field does not fit
     */
    public static LayerGraph read(byte[] json) throws PlacementFileException {
        return Document.read(json, KIND, GraphFields::read);
    }

    /**
     * Writes a layer graph.
     *
     * @param graph any graph
     * @return JSON in UTF-8 that reads as an equal graph
     */
    public static byte[] write(LayerGraph graph) {
        return Document.write(GraphFields.write(graph, Document.empty(KIND)));
    }
}
