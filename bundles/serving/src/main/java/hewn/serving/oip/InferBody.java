package hewn.serving.oip;

import hewn.serving.exchange.RequestException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A body as the binary extension has it: JSON, then raw tensors.
 *
 * @param json the request or response
 * @param binary what follows; empty if there is no binary data
 */
record InferBody(ByteBuffer json, ByteBuffer binary) {
    static final String HEADER = "Inference-Header-Content-Length";

    /** Splits a body without copying it. */
    static InferBody split(ByteBuffer body, Optional<String> jsonLength) throws RequestException {
        int length = jsonLength.isPresent() ? length(jsonLength.get(), body.remaining()) : body.remaining();
        ByteBuffer json = body.slice(body.position(), length);
        return new InferBody(json, body.slice(body.position() + length, body.remaining() - length));
    }

    private static int length(String header, int available) throws RequestException {
        int length;
        try {
            length = Integer.parseInt(header.strip());
        } catch (NumberFormatException notANumber) {
            length = -1;
        }
        if (length < 0 || length > available) {
            throw RequestException.invalid("header '" + HEADER + "' is the number of bytes of the JSON, from 0 to the "
                    + available + " that the body has, but got '" + header + "'");
        }
        if (length == 0) {
            throw RequestException.invalid("header '" + HEADER + "' is 0: raw requests without JSON are not supported;"
                    + " send the JSON that names the inputs before their bytes");
        }
        return length;
    }
}
