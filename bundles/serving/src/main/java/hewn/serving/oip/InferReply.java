package hewn.serving.oip;

import com.fasterxml.jackson.core.JsonGenerator;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.ReplyBody;
import hewn.serving.json.JsonBody;
import hewn.serving.json.JsonStep;
import hewn.serving.json.TensorWriter;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the answer to an infer request: as JSON, or as JSON followed by raw tensors.
 */
final class InferReply {
    private static final int ELEMENTS_AT_ONCE = 4096;

    private final InferRequest request;
    private final Answer answer;

    InferReply(InferRequest request, Answer answer) {
        this.request = request;
        this.answer = answer;
    }

    /** May be asked for once. */
    Reply reply() throws IOException {
        boolean binary = request.outputs().stream().anyMatch(RequestedOutput::binary);
        ReplyBody json = new JsonBody(document());
        return (binary ? binary(json) : Reply.json(json)).with("Hewn-Generation", Long.toString(answer.generation()));
    }

    /** The JSON comes first and its length even before it, so it is made whole. */
    private Reply binary(ReplyBody json) throws IOException {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (Optional<ByteBuffer> piece = json.next(); piece.isPresent(); piece = json.next()) {
            pieces.add(piece.get());
        }
        int length = pieces.stream().mapToInt(ByteBuffer::remaining).sum();
        request.outputs().stream()
                .filter(RequestedOutput::binary)
                .forEach(output -> pieces.add(tensor(output).elements()));
        return new Reply(200, Map.of(), ReplyBody.of(pieces))
                .with(Reply.CONTENT_TYPE, "application/octet-stream")
                .with(InferBody.HEADER, Integer.toString(length));
    }

    private Tensor tensor(RequestedOutput output) {
        return answer.outputs().get(output.spec().name());
    }

    private JsonStep document() {
        return JsonStep.sequence(Stream.of(
                        Stream.of(JsonStep.whole(this::writeHead)),
                        request.outputs().stream().map(this::output),
                        Stream.of(JsonStep.whole(out -> {
                            out.writeEndArray();
                            out.writeEndObject();
                        })))
                .flatMap(steps -> steps)
                .iterator());
    }

    private void writeHead(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("model_name", answer.model().name());
        out.writeStringField("model_version", Long.toString(answer.model().version()));
        if (request.id().isPresent()) {
            out.writeStringField("id", request.id().get());
        }
        out.writeArrayFieldStart("outputs");
    }

    private JsonStep output(RequestedOutput output) {
        Tensor tensor = tensor(output);
        JsonStep head = JsonStep.whole(out -> {
            out.writeStartObject();
            out.writeStringField("name", output.spec().name());
            out.writeStringField("datatype", Datatype.name(tensor.type()));
            out.writeFieldName("shape");
            out.writeArray(tensor.shape().toArray(), 0, tensor.shape().rank());
        });
        JsonStep tail = JsonStep.whole(JsonGenerator::writeEndObject);
        return JsonStep.sequence(List.of(head, output.binary() ? size(tensor) : data(tensor), tail)
                .iterator());
    }

    private static JsonStep size(Tensor tensor) {
        return JsonStep.whole(out -> {
            out.writeObjectFieldStart("parameters");
            out.writeNumberField("binary_data_size", tensor.sizeBytes());
            out.writeEndObject();
        });
    }

    private static JsonStep data(Tensor tensor) {
        TensorWriter writer = TensorWriter.flat(tensor);
        return JsonStep.sequence(List.of(JsonStep.whole(out -> out.writeFieldName("data")), (JsonStep)
                        out -> writer.writeAll(out, ELEMENTS_AT_ONCE))
                .iterator());
    }
}
