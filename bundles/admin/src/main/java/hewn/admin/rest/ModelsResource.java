package hewn.admin.rest;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.inference.StoredModel;
import hewn.pipeline.Deployments;
import hewn.pipeline.InferenceService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The models in the repository: to look at, to add, to remove. */
final class ModelsResource {
    private static final String ONE = "/models/{name}/versions/{version}";
    private static final String NEXT = "next";

    private final ModelRepository repository;
    private final Deployments deployments;
    private final InferenceService inference;
    private final Path uploads;
    private final ZipLimits limits;
    private final ReentrantLock adding = new ReentrantLock();

    ModelsResource(
            ModelRepository repository,
            Deployments deployments,
            InferenceService inference,
            Path uploads,
            ZipLimits limits) {
        this.repository = repository;
        this.deployments = deployments;
        this.inference = inference;
        this.uploads = uploads;
        this.limits = limits;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/models", call -> Answer.ok(Map.of("models", list()))),
                new Route("GET", ONE, this::show),
                new Route("PUT", ONE, this::add),
                new Route("DELETE", ONE, this::remove));
    }

    private List<ModelView> list() {
        return ModelView.of(repository.list(), inference.served());
    }

    private Answer show(Call call) throws Refusal {
        ModelId id = id(call);
        try {
            StoredModel model = repository.find(id).orElseThrow(() -> unknown(id));
            return Answer.ok(StoredModelView.of(model));
        } catch (ModelException damaged) {
            throw Refusal.unprocessable(damaged.getMessage(), damaged.remedy());
        }
    }

    private Answer add(Call call) throws Refusal, IOException {
        boolean next = call.variables().get("version").equals(NEXT);
        ModelId asked = next ? new ModelId(call.modelName("name"), 1) : id(call);
        try (ModelUpload upload = ModelUpload.receive(call.body("application/zip"), uploads, limits)) {
            Path model = upload.model();
            adding.lock(); // the next version is known only while no other is added
            try {
                return next ? addNext(asked.name(), model) : add(asked, model);
            } finally {
                adding.unlock();
            }
        }
    }

    private Answer add(ModelId id, Path folder) throws Refusal, IOException {
        boolean there = repository.list().contains(id);
        try {
            return Answer.json(there ? 200 : 201, StoredModelView.of(repository.add(id, folder)));
        } catch (ModelException refused) {
            throw there
                    ? Refusal.conflict(refused.getMessage(), refused.remedy())
                    : Refusal.unprocessable(refused.getMessage(), refused.remedy());
        }
    }

    /** A model that is handed in again unchanged stays the version that it is. */
    private Answer addNext(String name, Path folder) throws Refusal, IOException {
        Optional<ModelId> latest = repository.list().stream()
                .filter(id -> id.name().equals(name))
                .max(Comparator.comparingLong(ModelId::version));
        if (latest.isPresent()) {
            try {
                return Answer.json(200, StoredModelView.of(repository.add(latest.get(), folder)));
            } catch (ModelException otherContent) {
                return add(new ModelId(name, latest.get().version() + 1), folder);
            }
        }
        return add(new ModelId(name, 1), folder);
    }

    private Answer remove(Call call) throws Refusal, IOException {
        ModelId id = id(call);
        if (deployments.uses(id)) {
            throw Refusal.conflict(
                    "model " + id + " is deployed",
                    "end its deployment first: 'hewn undeploy " + id.name() + "', or DELETE /api/v1/deployments/"
                            + id.name());
        }
        boolean former = deployments.former(id.name()).filter(id::equals).isPresent();
        if (!repository.remove(id)) {
            throw unknown(id);
        }
        return former ? Answer.ok(Map.of("warning", noWayBack(id))) : Answer.noContent();
    }

    private static String noWayBack(ModelId id) {
        return "'hewn rollback " + id.name() + "' would have gone back to " + id
                + "; it is refused until that version is handed in again or another one is deployed";
    }

    private static ModelId id(Call call) throws Refusal {
        return new ModelId(call.modelName("name"), call.number("version"));
    }

    private static Refusal unknown(ModelId id) {
        return Refusal.notFound(
                "the repository has no model " + id, "'hewn models', or GET /api/v1/models, tells which there are");
    }
}
