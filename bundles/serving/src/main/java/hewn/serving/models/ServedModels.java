package hewn.serving.models;

import hewn.inference.Signature;
import hewn.pipeline.InferenceService;
import hewn.pipeline.InferenceService.Served;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The models that are served at this moment. Safe for use by several threads.
 */
public final class ServedModels {
    private final InferenceService service;

    /**
     * Looks at what a service serves.
     *
     * @param service answers requests
     */
    public ServedModels(InferenceService service) {
        this.service = service;
    }

    /**
     * All of them.
     *
     * @return sorted by name
     */
    public List<Served> all() {
        return service.served();
    }

    /**
     * What is served under a name.
     *
     * @param name of a model
     * @return the latest version first, the default signature of each first
     */
    public List<Served> named(String name) {
        return service.served().stream()
                .filter(served -> served.model().name().equals(name))
                .sorted(Comparator.comparingLong(
                                (Served served) -> -served.model().version())
                        .thenComparing(served -> !served.signature().name().equals(Signature.DEFAULT_NAME)))
                .toList();
    }

    /**
     * The model that a request means.
     *
     * @param name of a model
     * @param version a version, or empty for the latest
     * @return the ways to call it, the one that is meant by default first; empty if it is not served
     */
    public List<Served> find(String name, OptionalLong version) {
        List<Served> named = named(name);
        long meant = version.orElseGet(() -> latest(named).orElse(0));
        return named.stream()
                .filter(served -> served.model().version() == meant)
                .toList();
    }

    private static OptionalLong latest(List<Served> named) {
        Optional<Served> first = named.stream().findFirst();
        return first.isPresent() ? OptionalLong.of(first.get().model().version()) : OptionalLong.empty();
    }
}
