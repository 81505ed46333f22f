package hewn.serving.oip;

import hewn.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A body of the binary extension. */
record BinaryRequest(String json, Tensor... tensors) {
    byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        for (Tensor tensor : tensors) {
            byte[] bytes = new byte[tensor.sizeBytes()];
            tensor.elements().get(bytes);
            body.writeBytes(bytes);
        }
        return body.toByteArray();
    }

    String length() {
        return Integer.toString(json.getBytes(StandardCharsets.UTF_8).length);
    }
}
