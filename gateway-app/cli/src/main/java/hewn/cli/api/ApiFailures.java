package hewn.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.cli.CliException;

/**
 * What people are told of a request that failed, and what they can do.
 *
 * @param gateway that was asked
 */
record ApiFailures(Gateway gateway) {
    private static final int UNAUTHORIZED = 401;

    /** The answer is not what was asked for. */
    CliException refused(int status, String body) {
        if (status == UNAUTHORIZED) {
            return unauthorized();
        }
        return ApiJson.readIfPossible(body, JsonNode.class)
                .filter(answer -> answer.hasNonNull("error"))
                .map(ApiFailures::told)
                .orElseGet(() -> CliException.failed(
                        gateway + " answered with HTTP status " + status, "Is it a Hewn gateway, and has it started?"));
    }

    private CliException unauthorized() {
        return CliException.unusable(
                gateway + " does not accept this token" + (gateway.token().isEmpty() ? ": none was found" : ""),
                "Give it with --token or HEWN_TOKEN, or name the gateway's data folder with --data; "
                        + "the token stands there in the file admin.token.");
    }

    private static CliException told(JsonNode answer) {
        return CliException.failed(
                answer.get("error").asText(), sentence(answer.path("remedy").asText("")));
    }

    /** Remedies are written as parts of sentences by some and as sentences by others. */
    private static String sentence(String remedy) {
        return remedy.isEmpty()
                ? ""
                : Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + (remedy.endsWith(".") ? "" : ".");
    }
}
