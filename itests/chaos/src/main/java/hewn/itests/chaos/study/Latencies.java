package hewn.itests.chaos.study;

import hewn.itests.chaos.history.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long good answers took that came in a span of time, in milliseconds, in ascending order. */
record Latencies(List<Long> millis) {
    Latencies {
        millis = millis.stream().sorted().toList();
    }

    /** Those of requests that were sent from one moment to another. */
    static Latencies of(List<Event> history, long fromMillis, long toMillis) {
        Map<Long, Long> sent = new HashMap<>();
        for (Event event : history) {
            if (event instanceof Event.Sent request
                    && request.startMillis() >= fromMillis
                    && request.startMillis() < toMillis) {
                sent.put(request.id(), request.startMillis());
            }
        }
        return new Latencies(history.stream()
                .filter(Event.Outcome.class::isInstance)
                .map(Event.Outcome.class::cast)
                .filter(outcome -> outcome.isGood() && sent.containsKey(outcome.id()))
                .map(outcome -> outcome.endMillis() - sent.get(outcome.id()))
                .toList());
    }

    /** The least that a part of all is not above; 0 if there are none. */
    long quantile(double part) {
        return millis.isEmpty() ? 0 : millis.get((int) Math.min(millis.size() - 1L, (long) (part * millis.size())));
    }
}
