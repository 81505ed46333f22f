package hewn.engine.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteImportGraphDefOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphGetTensorNumDims;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphGetTensorShape;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphImportGraphDef;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphOperationByName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewImportGraphDefOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OperationNumOutputs;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OperationOutputType;

import hewn.inference.EngineException;
import hewn.tensor.PartialShape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_ImportGraphDefOptions;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.proto.GraphDef;

/** A graph in native memory. */
final class NativeGraph implements AutoCloseable {
    private final TF_Graph graph = TF_NewGraph();

    /** The graph itself, to hand to a native call. */
    TF_Graph handle() {
        return graph;
    }

    /**
     * Adds nodes and functions.
     *
     * @param definition the nodes and functions
     * @param status where to say how it went
     * @throws EngineException if the definition is not sound
     */
    void add(GraphDef definition, NativeStatus status) throws EngineException {
        TF_ImportGraphDefOptions options = TF_NewImportGraphDefOptions();
        try (NativeMessage message = new NativeMessage(definition)) {
            TF_GraphImportGraphDef(graph, message.buffer(), options, status.handle());
        } finally {
            TF_DeleteImportGraphDefOptions(options);
        }
        status.check("the graph is not sound");
    }

    /**
     * Finds the tensors of a signature.
     *
     * @param endpoints what the signature says of them
     * @return an array in native memory, to be closed by the caller
     * @throws EngineException if one is absent, or is not what the signature says
     */
    TF_Output find(List<Endpoint> endpoints) throws EngineException {
        TF_Output found = new TF_Output(Math.max(1, endpoints.size()));
        try {
            for (int i = 0; i < endpoints.size(); i++) {
                Endpoint endpoint = endpoints.get(i);
                TF_Output at = found.getPointer(i);
                at.oper(operation(endpoint.node())).index(endpoint.index());
                requireMatch(endpoint, at);
            }
            return found;
        } catch (EngineException mismatch) {
            found.close();
            throw mismatch;
        }
    }

    /**
     * Finds a node.
     *
     * @param name the node's name
     * @return the node
     * @throws EngineException if there is none
     */
    TF_Operation operation(String name) throws EngineException {
        try (BytePointer key = new BytePointer(name, StandardCharsets.UTF_8)) {
            TF_Operation operation = TF_GraphOperationByName(graph, key);
            if (operation == null) {
                throw new EngineException("the signature names node '" + name + "', which is not in the graph");
            }
            return operation;
        }
    }

    private void requireMatch(Endpoint endpoint, TF_Output found) throws EngineException {
        if (endpoint.index() >= TF_OperationNumOutputs(found.oper())) {
            throw new EngineException(
                    "the signature names '" + endpoint.tensor() + "', but the node has fewer outputs");
        }
        int type = TF_OperationOutputType(found);
        if (!NativeTypes.elementType(type).equals(Optional.of(endpoint.spec().type()))) {
            throw new EngineException("'" + endpoint.spec().name() + "' is "
                    + endpoint.spec().type() + " in the signature, but its tensor '" + endpoint.tensor() + "' is "
                    + NativeTypes.name(type));
        }
        PartialShape shape = shape(found);
        if (!agree(shape, endpoint.spec().shape())) {
            throw new EngineException("'" + endpoint.spec().name() + "' has the shape "
                    + endpoint.spec().shape() + " in the signature, but its tensor '" + endpoint.tensor() + "' has "
                    + shape);
        }
    }

    private PartialShape shape(TF_Output tensor) throws EngineException {
        try (NativeStatus status = new NativeStatus()) {
            int rank = TF_GraphGetTensorNumDims(graph, tensor, status.handle());
            status.check("the graph tells no shape");
            if (rank < 0) {
                return PartialShape.UNKNOWN;
            }
            long[] dimensions = new long[rank];
            TF_GraphGetTensorShape(graph, tensor, dimensions, rank, status.handle());
            status.check("the graph tells no shape");
            return PartialShape.of(Arrays.stream(dimensions)
                    .mapToObj(d -> d < 0 ? OptionalLong.empty() : OptionalLong.of(d))
                    .toList());
        }
    }

    private static boolean agree(PartialShape one, PartialShape other) {
        if (one.dimensions().isEmpty() || other.dimensions().isEmpty()) {
            return true;
        }
        List<OptionalLong> left = one.dimensions().get();
        List<OptionalLong> right = other.dimensions().get();
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i).isPresent()
                    && right.get(i).isPresent()
                    && !left.get(i).equals(right.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        TF_DeleteGraph(graph);
    }
}
