package hewn.conformance;

import static hewn.conformance.Expectation.error;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Open Inference Protocol's binary extension.
 *
 * @param model the name under which half plus three is served
 * @see <a
 *     href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_binary_data.md">Binary
 *     tensor data extension</a>
 */
public record BinaryCases(String model) {
    private static final String LENGTH = "Inference-Header-Content-Length";
    private static final byte[] INPUT = floats(1, 2, 5);
    private static final byte[] OUTPUT = floats(3.5f, 4, 5.5f);
    private static final String WANTED = "\"parameters\":{\"binary_data_output\":true},";

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    /**
     * All cases.
     *
     * @return in an order that reads well
     */
    public List<Case> cases() {
        String inBinary = json(12, "3", "");
        String inJson = "{" + WANTED
                + "\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[3],\"data\":[1.0,2.0,5.0]}]}";
        Expectation answer = BinaryCases::fault;
        return List.of(
                request("takes and gives raw tensors", json(12, "3", WANTED), INPUT, answer),
                request(
                        "takes raw tensors",
                        inBinary,
                        INPUT,
                        Expectation.json("{\"outputs\":[{\"data\":[3.5,4.0,5.5]}]}")),
                request("gives raw tensors", inJson, new byte[0], answer),
                request("refuses sizes that do not fit the shape", json(12, "4", ""), INPUT, error(400, "")),
                request("refuses sizes beyond the body", json(16, "4", ""), INPUT, error(400, "")),
                request("refuses sizes beyond 31 bits", json(1L << 40, "274877906944", ""), INPUT, error(400, "")),
                request("refuses bytes that nobody asked for", json(8, "2", ""), INPUT, error(400, "")),
                request("refuses a header that is longer than the body", inBinary, INPUT, error(400, ""))
                        .with(LENGTH, "100000"),
                request("refuses a negative header length", inBinary, INPUT, error(400, ""))
                        .with(LENGTH, "-1"),
                request("refuses a header length that is no number", inBinary, INPUT, error(400, ""))
                        .with(LENGTH, "many"),
                request("refuses a header that ends within the JSON", inBinary, INPUT, error(400, ""))
                        .with(LENGTH, "7"),
                request("refuses raw tensors without a header length", inBinary, INPUT, error(400, ""))
                        .without(LENGTH));
    }

    private static String json(long size, String shape, String parameters) {
        return "{" + parameters + "\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[" + shape
                + "],\"parameters\":{\"binary_data_size\":" + size + "}}]}";
    }

    private Case request(String name, String json, byte[] tensor, Expectation expectation) {
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head);
        body.writeBytes(tensor);
        return new Case(
                name,
                "POST",
                "/v2/models/" + model + "/infer",
                Map.of(LENGTH, Integer.toString(head.length), "Content-Type", "application/octet-stream"),
                body.toByteArray(),
                expectation);
    }

    private static Optional<String> fault(HttpResponse<byte[]> response) {
        Optional<String> length = response.headers().firstValue(LENGTH);
        if (response.statusCode() != 200 || length.isEmpty()) {
            return Optional.of("status " + response.statusCode() + " with header length " + length + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        int head = Integer.parseInt(length.get());
        byte[] tensor = Arrays.copyOfRange(response.body(), head, response.body().length);
        if (!Arrays.equals(tensor, OUTPUT)) {
            return Optional.of("the bytes are " + Arrays.toString(tensor));
        }
        String json = new String(response.body(), 0, head, StandardCharsets.UTF_8);
        String expected = "{\"outputs\":[{\"name\":\"y\",\"shape\":[3],\"parameters\":{\"binary_data_size\":12}}]}";
        return JsonText.parse(json)
                .map(got -> JsonText.difference("", got, JsonText.require(expected)))
                .orElse(Optional.of("the header is not JSON: " + json));
    }
}
