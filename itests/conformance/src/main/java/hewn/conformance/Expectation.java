package hewn.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an answer is held against. */
@FunctionalInterface
public interface Expectation {
    /**
     * Looks at an answer.
     *
     * @param response what came
     * @return what is wrong with it, or empty if nothing is
     */
    Optional<String> fault(HttpResponse<byte[]> response);

    /**
     * A status alone.
     *
     * @param status of HTTP
     * @return the expectation
     */
    static Expectation status(int status) {
        return response -> response.statusCode() == status
                ? Optional.empty()
                : Optional.of("status " + response.statusCode() + " instead of " + status + ": " + text(response));
    }

    /**
     * A success with a JSON body. Numbers are equal if their values are; members that are not expected are ignored.
     *
     * @param expected the least that the body says
     * @return the expectation
     */
    static Expectation json(String expected) {
        return status(200)
                .and(response -> JsonText.parse(text(response))
                        .map(got -> JsonText.difference("", got, JsonText.require(expected)))
                        .orElse(Optional.of("the body is not JSON: " + text(response))));
    }

    /**
     * A refusal with a JSON body whose {@code error} says something.
     *
     * @param status of HTTP
     * @param words a part of the message; may be empty
     * @return the expectation
     */
    static Expectation error(int status, String words) {
        return status(status).and(response -> {
            Optional<JsonNode> error = JsonText.parse(text(response)).map(body -> body.path("error"));
            return error.filter(JsonNode::isTextual)
                            .filter(message -> message.asText().contains(words))
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of("the error does not say '" + words + "': " + text(response));
        });
    }

    /**
     * Both of two expectations.
     *
     * @param other looked at if this finds no fault
     * @return the expectation
     */
    default Expectation and(Expectation other) {
        return response -> fault(response).or(() -> other.fault(response));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
