package hewn.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.cli.CliException;
import hewn.cli.bench.HttpConnection.Response;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Asks a model the same again and again over one connection, in the Open Inference Protocol with binary tensors.
 *
 * <p>It writes and reads in its caller's thread. A connection that the server has closed meanwhile is made anew. For one
 * thread at a time.
 */
public final class InferenceClient implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String HEADER_SIZE = "Inference-Header-Content-Length";

    private final URI infer;
    private final byte[] request;
    private Optional<HttpConnection> open = Optional.empty();

    /**
     * A client that has not asked yet.
     *
     * @param infer where requests are posted
     * @param inputs what is asked
     * @throws IllegalArgumentException if a type has no binary form of fixed size
     */
    public InferenceClient(URI infer, Map<String, Tensor> inputs) {
        this.infer = infer;
        byte[] header = header(inputs).toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header);
        inputs.values().forEach(tensor -> all.writeBytes(bytes(tensor)));
        Map<String, String> headers =
                Map.of("Content-Type", "application/octet-stream", HEADER_SIZE, Integer.toString(header.length));
        this.request = HttpConnection.post(infer, headers, all.toByteArray());
    }

    private static ObjectNode header(Map<String, Tensor> inputs) {
        ObjectNode header = MAPPER.createObjectNode();
        header.putObject("parameters").put("binary_data_output", true);
        inputs.forEach((name, tensor) -> {
            ObjectNode input = header.withArray("/inputs").addObject();
            input.put("name", name).put("datatype", datatype(tensor.type()));
            tensor.shape().dimensions().forEach(input.withArray("/shape")::add);
            input.putObject("parameters").put("binary_data_size", tensor.sizeBytes());
        });
        return header;
    }

    private static String datatype(ElementType type) {
        return switch (type) {
            case FLOAT16 -> "FP16";
            case BFLOAT16 -> "BF16";
            case FLOAT32 -> "FP32";
            case FLOAT64 -> "FP64";
            case STRING -> throw new IllegalArgumentException("strings can't be asked in binary form here");
            default -> type.name();
        };
    }

    private static byte[] bytes(Tensor tensor) {
        byte[] bytes = new byte[tensor.sizeBytes()];
        tensor.elements().get(bytes);
        return bytes;
    }

    /**
     * Asks once and reads the whole answer, but does not look into it.
     *
     * @throws CliException if there is no answer, or one that is not of status 200
     */
    public void ask() throws CliException {
        exchange();
    }

    /**
     * Asks once.
     *
     * @param outputs what the model gives
     * @return the answer, by name
     * @throws CliException if there is no answer, or one of another form
     */
    public Map<String, Tensor> answer(List<TensorSpec> outputs) throws CliException {
        Reply reply = exchange();
        try {
            return reply.tensors(outputs);
        } catch (IOException | IllegalArgumentException malformed) {
            throw CliException.failed("can't read what " + infer + " answered: " + malformed, "", malformed);
        }
    }

    private Reply exchange() throws CliException {
        try {
            return reply(open.isPresent() ? again(open.get()) : first());
        } catch (IOException failed) {
            throw CliException.failed("the connection to " + infer + " failed: " + failed, "", failed);
        }
    }

    private Response first() throws IOException {
        HttpConnection connection = HttpConnection.open(infer);
        open = Optional.of(connection);
        return connection.exchange(request);
    }

    private Response again(HttpConnection connection) throws IOException {
        try {
            return connection.exchange(request);
        } catch (EOFException | SocketException closed) {
            close();
            return first();
        }
    }

    private Reply reply(Response response) throws CliException {
        if (response.status() != 200) {
            throw CliException.failed(
                    infer + " answered with HTTP status " + response.status() + ": "
                            + new String(response.body(), StandardCharsets.UTF_8),
                    "");
        }
        int length = response.body().length;
        return new Reply(
                response.body(),
                response.header(HEADER_SIZE).map(Integer::parseInt).orElse(length));
    }

    /** Closes the connection; asking again makes another. */
    @Override
    public void close() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException unclosable) {
            throw new UncheckedIOException("a socket can't be closed", unclosable);
        } finally {
            open = Optional.empty();
        }
    }

    /** JSON with the tensors behind it, in the order in which it lists them. */
    private record Reply(byte[] content, int headerSize) {
        Map<String, Tensor> tensors(List<TensorSpec> specs) throws IOException {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            ByteBuffer rest = ByteBuffer.wrap(content).position(headerSize);
            for (JsonNode output : MAPPER.readTree(content, 0, headerSize).path("outputs")) {
                String name = output.path("name").asText();
                ByteBuffer elements = rest.slice(
                        rest.position(),
                        output.at("/parameters/binary_data_size").asInt());
                rest.position(rest.position() + elements.remaining());
                tensors.put(name, new Tensor(type(specs, name), shape(output), elements));
            }
            return tensors;
        }

        private static ElementType type(List<TensorSpec> specs, String name) {
            return specs.stream()
                    .filter(spec -> spec.name().equals(name))
                    .map(TensorSpec::type)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the model has no output '" + name + "'"));
        }

        private static Shape shape(JsonNode output) {
            return Shape.of(StreamSupport.stream(output.path("shape").spliterator(), false)
                    .mapToLong(JsonNode::asLong)
                    .toArray());
        }
    }
}
