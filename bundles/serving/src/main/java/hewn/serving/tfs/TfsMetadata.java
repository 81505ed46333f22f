package hewn.serving.tfs;

import com.fasterxml.jackson.core.JsonGenerator;
import hewn.inference.Signature;
import hewn.pipeline.InferenceService.Served;
import hewn.serving.exchange.Reply;
import hewn.serving.json.JsonBody;
import hewn.tensor.PartialShape;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Tells how a model is called, in the form of TensorFlow's {@code SignatureDefMap}.
 */
final class TfsMetadata {
    private TfsMetadata() {}

    /** The ways to call one version, at least one. */
    static Reply reply(List<Served> served) {
        return Reply.json(JsonBody.of(out -> write(out, served)));
    }

    private static void write(JsonGenerator out, List<Served> served) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("model_spec");
        out.writeStringField("name", served.get(0).model().name());
        out.writeStringField("signature_name", "");
        out.writeStringField("version", Long.toString(served.get(0).model().version()));
        out.writeEndObject();
        out.writeObjectFieldStart("metadata");
        out.writeObjectFieldStart("signature_def");
        out.writeObjectFieldStart("signature_def");
        for (Served one : served) {
            write(out, one.signature());
        }
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Signature signature) throws IOException {
        out.writeObjectFieldStart(signature.name());
        write(out, "inputs", signature.inputs());
        write(out, "outputs", signature.outputs());
        out.writeStringField("method_name", "tensorflow/serving/predict");
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String field, List<TensorSpec> specs) throws IOException {
        out.writeObjectFieldStart(field);
        for (TensorSpec spec : specs) {
            out.writeObjectFieldStart(spec.name());
            out.writeStringField("dtype", TfsType.enumName(spec.type()));
            write(out, spec.shape());
            out.writeStringField("name", spec.name() + ":0");
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, PartialShape shape) throws IOException {
        out.writeObjectFieldStart("tensor_shape");
        out.writeArrayFieldStart("dim");
        for (OptionalLong dimension : shape.dimensions().orElse(List.of())) {
            out.writeStartObject();
            out.writeStringField("size", dimension.isPresent() ? Long.toString(dimension.getAsLong()) : "-1");
            out.writeStringField("name", "");
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeBooleanField("unknown_rank", shape.dimensions().isEmpty());
        out.writeEndObject();
    }
}
