package hewn.itests.chaos.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long a generation was in each state on its way to serve, in milliseconds.
 *
 * @param stepMillis by state, in order, without {@code SERVING}
 */
record Rollout(Map<String, Long> stepMillis) {
    /** As the admin API tells it. */
    static Rollout of(JsonNode deployment) {
        Map<String, Long> steps = new LinkedHashMap<>();
        JsonNode history = deployment.path("history");
        for (int i = 0; i + 1 < history.size() && !state(history, i).equals("SERVING"); i++) {
            steps.put(
                    state(history, i),
                    Duration.between(at(history, i), at(history, i + 1)).toMillis());
        }
        return new Rollout(steps);
    }

    private static String state(JsonNode history, int index) {
        return history.path(index).path("state").asText();
    }

    private static Instant at(JsonNode history, int index) {
        return Instant.parse(history.path(index).path("at").asText());
    }

    long totalMillis() {
        return stepMillis.values().stream().mapToLong(Long::longValue).sum();
    }
}
