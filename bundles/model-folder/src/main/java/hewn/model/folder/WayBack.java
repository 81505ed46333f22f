package hewn.model.folder;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.pipeline.Deployments;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes back to what somebody had ordered, once the folder has no version of a model any more. Not safe for use by several
 * threads.
 */
final class WayBack {
    private static final Logger LOG = LoggerFactory.getLogger(WayBack.class);

    private final ModelRepository repository;
    private final Deployments deployments;
    private final LongSupplier arrivals;
    private final Map<String, Attempt> attempts = new HashMap<>();

    /**
     * What was tried.
     *
     * @param arrivals how many devices had come; empty if it was refused, so that nothing began
     * @param fault what came of it
     */
    private record Attempt(Optional<Long> arrivals, String fault) {}

    WayBack(ModelRepository repository, Deployments deployments, LongSupplier arrivals) {
        this.repository = repository;
        this.deployments = deployments;
        this.arrivals = arrivals;
    }

    /** Whether a rollback would bring a version back, which is in the repository still. */
    boolean leadsTo(ModelId model) {
        return deployments.former(model.name()).filter(model::equals).isPresent()
                && repository.list().contains(model);
    }

    /** Tries that, if it was not tried yet or a device has come since. Nothing that was ordered may be on its way. */
    void go(ModelId model) {
        String name = model.name();
        Optional<Attempt> former = Optional.ofNullable(attempts.get(name));
        long arrived = arrivals.getAsLong();
        if (former.flatMap(Attempt::arrivals).filter(then -> then >= arrived).isEmpty()) {
            attempts.put(name, attempt(model, arrived));
        }
    }

    private Attempt attempt(ModelId model, long arrived) {
        try {
            deployments.rollback(model.name());
            LOG.info(
                    "Model {} has left the model folder; version {}, ordered before, is to serve again",
                    model.name(),
                    model.version());
            return new Attempt(
                    Optional.of(arrived),
                    "has left the model folder, but what served from it is not replaced by version " + model.version()
                            + ", which was ordered before, until that is verified: if 'hewn status' tells that it failed,"
                            + " see to what it names, or end the model by 'hewn undeploy'");
        } catch (ModelException refused) {
            return new Attempt(Optional.empty(), words(Advice.of(refused)));
        } catch (UncheckedIOException failed) {
            return new Attempt(Optional.empty(), words(failed.getMessage()));
        }
    }

    private static String words(String fault) {
        return "has left the model folder, but serves on: " + fault;
    }

    /** It is not wanted any more, or done. */
    void forget(String name) {
        attempts.remove(name);
    }

    /** Whether it was tried. */
    boolean isTried(String name) {
        return attempts.containsKey(name);
    }

    /** What came of it, by the name of the model; while it is on its way, too. */
    Map<String, String> faults() {
        Map<String, String> faults = new HashMap<>();
        attempts.forEach((name, attempt) -> faults.put(name, attempt.fault()));
        return faults;
    }
}
