package hewn.serving.tfs;

import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.JsonBody;
import hewn.serving.json.JsonStep;
import hewn.serving.json.TensorWriter;
import hewn.tensor.ElementType;
import hewn.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Writes the answer to a predict request: in rows or in columns, as the request came.
 */
final class PredictReply {
    private static final int ELEMENTS_AT_ONCE = 4096;

    /** By TensorFlow Serving's convention the names of outputs that hold bytes rather than text end so. */
    private static final String BYTES_SUFFIX = "_bytes";

    private PredictReply() {}

    static Reply of(Map<String, Tensor> outputs, boolean rows) throws RequestException {
        Stream<JsonStep> content = rows ? rows(outputs) : columns(outputs);
        JsonStep document = JsonStep.sequence(Stream.of(
                        Stream.of(JsonStep.whole(out -> {
                            out.writeStartObject();
                            out.writeFieldName(rows ? "predictions" : "outputs");
                        })),
                        content,
                        Stream.of(JsonStep.whole(out -> out.writeEndObject())))
                .flatMap(parts -> parts)
                .iterator());
        return Reply.json(new JsonBody(document));
    }

    private static Stream<JsonStep> rows(Map<String, Tensor> outputs) throws RequestException {
        long batch = batch(outputs);
        if (outputs.size() == 1) {
            return columns(outputs);
        }
        Map<String, TensorWriter> writers = writers(outputs);
        Stream<JsonStep> items = LongStream.range(0, batch).mapToObj(item -> row(writers));
        return Stream.of(
                        Stream.of(JsonStep.whole(out -> out.writeStartArray())),
                        items,
                        Stream.of(JsonStep.whole(out -> out.writeEndArray())))
                .flatMap(parts -> parts);
    }

    private static JsonStep row(Map<String, TensorWriter> writers) {
        return JsonStep.whole(out -> {
            out.writeStartObject();
            for (Map.Entry<String, TensorWriter> output : writers.entrySet()) {
                out.writeFieldName(output.getKey());
                output.getValue().writeItem(out);
            }
            out.writeEndObject();
        });
    }

    private static Stream<JsonStep> columns(Map<String, Tensor> outputs) {
        Map<String, TensorWriter> writers = writers(outputs);
        if (writers.size() == 1) {
            return writers.values().stream().map(PredictReply::whole);
        }
        Stream<JsonStep> named = writers.entrySet().stream()
                .flatMap(output -> Stream.of(
                        JsonStep.whole(out -> out.writeFieldName(output.getKey())), whole(output.getValue())));
        return Stream.of(
                        Stream.of(JsonStep.whole(out -> out.writeStartObject())),
                        named,
                        Stream.of(JsonStep.whole(out -> out.writeEndObject())))
                .flatMap(parts -> parts);
    }

    private static JsonStep whole(TensorWriter writer) {
        return out -> writer.writeAll(out, ELEMENTS_AT_ONCE);
    }

    private static Map<String, TensorWriter> writers(Map<String, Tensor> outputs) {
        Map<String, TensorWriter> writers = new LinkedHashMap<>();
        outputs.forEach((name, tensor) -> writers.put(
                name, new TensorWriter(tensor, tensor.type() == ElementType.STRING && name.endsWith(BYTES_SUFFIX))));
        return writers;
    }

    /** Rows need outputs that agree on how many there are. */
    private static long batch(Map<String, Tensor> outputs) throws RequestException {
        long batch = -1;
        for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
            Tensor tensor = output.getValue();
            if (tensor.shape().rank() == 0) {
                throw rowsImpossible("Tensor name: " + output.getKey() + " has no shape information");
            }
            long size = tensor.shape().dimensions().get(0);
            if (batch >= 0 && size != batch) {
                throw rowsImpossible("Tensor name: " + output.getKey() + " has inconsistent batch size: " + size
                        + " expecting: " + batch);
            }
            batch = size;
        }
        return batch;
    }

    private static RequestException rowsImpossible(String reason) {
        return new RequestException(
                Problem.INVALID_ARGUMENT, reason + "; ask with 'inputs' to get the outputs in columns");
    }
}
