package hewn.serving.oip;

import com.fasterxml.jackson.core.JsonGenerator;
import hewn.pipeline.InferenceService.Served;
import hewn.serving.exchange.Reply;
import hewn.serving.json.JsonBody;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.util.List;

/**
 * Tells what the server is and how its models are called.
 */
final class OipMetadata {
    private static final String NAME = "hewn";
    private static final String PLATFORM = "tensorflow_savedmodel";
    private static final List<String> EXTENSIONS = List.of("binary_tensor_data", "model_repository");

    private OipMetadata() {}

    static Reply server(String version) {
        return Reply.json(JsonBody.of(out -> {
            out.writeStartObject();
            out.writeStringField("name", NAME);
            out.writeStringField("version", version);
            out.writeArrayFieldStart("extensions");
            for (String extension : EXTENSIONS) {
                out.writeString(extension);
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    /** The model asked for, and all that is served under its name. */
    static Reply model(Served served, List<Served> named) {
        return Reply.json(JsonBody.of(out -> {
            out.writeStartObject();
            out.writeStringField("name", served.model().name());
            out.writeArrayFieldStart("versions");
            for (long version : named.stream()
                    .mapToLong(s -> s.model().version())
                    .sorted()
                    .distinct()
                    .toArray()) {
                out.writeString(Long.toString(version));
            }
            out.writeEndArray();
            out.writeStringField("platform", PLATFORM);
            write(out, "inputs", served.signature().inputs());
            write(out, "outputs", served.signature().outputs());
            out.writeEndObject();
        }));
    }

    private static void write(JsonGenerator out, String field, List<TensorSpec> specs) throws IOException {
        out.writeArrayFieldStart(field);
        for (TensorSpec spec : specs) {
            out.writeStartObject();
            out.writeStringField("name", spec.name());
            out.writeStringField("datatype", Datatype.name(spec.type()));
            out.writeFieldName("shape");
            long[] shape = spec.shape().dimensions().orElse(List.of()).stream()
                    .mapToLong(dimension -> dimension.orElse(-1))
                    .toArray();
            out.writeArray(shape, 0, shape.length);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
