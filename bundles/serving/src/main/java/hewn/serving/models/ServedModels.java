package hewn.serving.models;

import hewn.inference.Signature;
import hewn.pipeline.InferenceService;
import hewn.pipeline.InferenceService.Served;
import java.util.Comparator;
import java.util.List;

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
     * @return sorted by name; a canary behind what is stable
     */
    public List<Served> all() {
        return service.served();
    }

    /**
     * What is served under a name.
     *
     * @param name of a model
     * @return what is stable before a canary, the latest version first, the default signature of each first
     */
    public List<Served> named(String name) {
        return service.served().stream()
                .filter(served -> served.model().name().equals(name))
                .sorted(Comparator.comparing(Served::isCanary)
                        .thenComparingLong(served -> -served.model().version())
                        .thenComparing(served -> !served.signature().name().equals(Signature.DEFAULT_NAME)))
                .toList();
    }

    /**
     * What to do where nothing, or another version, is served under a name.
     *
     * @param name of a model
     * @return for clients, to follow what is wrong
     */
    public String remedy(String name) {
        List<Long> versions = named(name).stream()
                .map(served -> served.model().version())
                .distinct()
                .toList();
        return versions.isEmpty()
                ? "deploy it first ('hewn deploy'); 'hewn status' tells what is served"
                : "ask without a version or for one that is served: " + versions;
    }

    /**
     * The model that a request means.
     *
     * @param wanted a model; without version and label, what is stable is described
     * @return the ways to call it, the one that is meant by default first; empty if it is not served
     */
    public List<Served> find(Wanted wanted) {
        List<Served> met = named(wanted.name()).stream().filter(wanted::isMetBy).toList();
        return met.stream()
                .filter(served -> served.model().equals(met.get(0).model()))
                .toList();
    }
}
