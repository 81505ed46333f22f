package hewn.savedmodel.internal.inline;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.read.Endpoint;

/** The outputs of a signature beside the tensors that they name. */
final class SignatureOutputs {
    private SignatureOutputs() {}

    static void requireType(Endpoint output, Port port, String where) throws ModelException {
        if (port.type() != output.type()) {
            throw new ModelException(
                    where,
                    "is " + output.type() + ", but the graph computes " + port.type(),
                    "Export the model again so that the signature fits the graph.");
        }
    }
}
