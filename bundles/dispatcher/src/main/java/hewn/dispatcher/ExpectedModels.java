package hewn.dispatcher;

import hewn.pipeline.InferenceService.Served;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What will be served soon, and why it is not yet. Safe for use by several threads. */
final class ExpectedModels {
    private record Expected(Served model, String reason) {}

    private final Map<String, Expected> byName = new ConcurrentHashMap<>();

    void add(Served model, String reason) {
        byName.put(model.model().name(), new Expected(model, reason));
    }

    void remove(String model) {
        byName.remove(model);
    }

    /** Why a model is not served yet; empty if it is not expected. */
    Optional<String> reason(String model) {
        return Optional.ofNullable(byName.get(model)).map(Expected::reason);
    }

    Stream<Served> models() {
        return byName.values().stream().map(Expected::model);
    }
}
