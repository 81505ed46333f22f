package hewn.placement.json;

import hewn.placement.CostModel;
import hewn.placement.Placement;

/**
 * A placement as JSON, and back: a document of kind {@code placement}.
 */
public final class PlacementFile {
    /** What a document of this kind is called. */
    public static final String KIND = "placement";

    private PlacementFile() {}

    /**
     * Reads a placement.
     *
     * @param json one object in UTF-8
     * @param costs to predict what it will do, if the file does not state that
     * @return the placement, which may not be valid for any problem
     * @throws PlacementFileException if it is no JSON, of another kind or schema, or a field does not fit
     */
    public static Placement read(byte[] json, CostModel costs) throws PlacementFileException {
        return Document.read(json, KIND, fields -> PlacementFields.read(fields, costs));
    }

    /**
     * Writes a placement.
     *
     * @param placement any placement
     * @return JSON in UTF-8 that reads as an equal placement
     */
    public static byte[] write(Placement placement) {
        return Document.write(PlacementFields.write(placement, Document.empty(KIND)));
    }
}
