package hewn.serving.oip;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.serving.exchange.Deadline;
import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.ReplyBody;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.Json;
import hewn.serving.json.JsonBody;
import hewn.serving.models.ModelState;
import hewn.serving.models.ModelState.Phase;
import hewn.serving.models.ModelStates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lists the models that the gateway knows of, begins to serve them and ends it.
 *
 * @see <a
 *     href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_model_repository.md">Model
 *     repository extension</a>
 */
final class RepositoryExtension {
    private final ModelStates states;
    private final Supplier<Optional<Deployments>> deployments;
    private final BooleanSupplier control;

    RepositoryExtension(ModelStates states, Supplier<Optional<Deployments>> deployments, BooleanSupplier control) {
        this.states = states;
        this.deployments = deployments;
        this.control = control;
    }

    CompletionStage<Reply> index(ByteBuffer body) throws RequestException {
        boolean onlyReady =
                body.hasRemaining() && parameters(body).flag("ready").orElse(false);
        List<ModelState> listed = states.all().stream()
                .filter(state -> !onlyReady || state.phase() == Phase.READY)
                .toList();
        return CompletableFuture.completedFuture(Reply.json(JsonBody.of(out -> write(out, listed))));
    }

    private static Parameters parameters(ByteBuffer body) throws RequestException {
        return Json.read(body, parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw RequestException.invalid("a request is an object, but got " + parser.getText());
            }
            return Parameters.read(parser);
        });
    }

    private static void write(JsonGenerator out, List<ModelState> listed) throws IOException {
        out.writeStartArray();
        for (ModelState state : listed) {
            out.writeStartObject();
            out.writeStringField("name", state.model().name());
            out.writeStringField("version", Long.toString(state.model().version()));
            out.writeStringField("state", state(state.phase()));
            out.writeStringField("reason", state.phase() == Phase.READY ? "" : state.reason());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static String state(Phase phase) {
        return switch (phase) {
            case READY -> "READY";
            case LOADING -> "LOADING";
            case UNLOADING -> "UNLOADING";
            case KEPT, SUSPENDED, ENDED, FAILED -> "UNAVAILABLE";
        };
    }

    /** Deploys the latest version and answers when it serves. */
    CompletionStage<Reply> load(String model, Deadline deadline) throws RequestException {
        Deployments deployer = deployments("load");
        ModelId latest = states.named(model).stream()
                .map(ModelState::model)
                .max(Comparator.comparingLong(ModelId::version))
                .orElseThrow(() -> unknown(model));
        try {
            return Loading.of(deployer, deployer.deploy(DeploymentRequest.of(latest)), deadline)
                    .thenApply(served -> done());
        } catch (ModelException refused) {
            throw RequestException.invalid(
                    "failed to load '" + model + "': " + refused.getMessage() + ". " + refused.remedy());
        }
    }

    CompletionStage<Reply> unload(String model) throws RequestException {
        if (!deployments("unload").undeploy(model)) {
            throw unknown(model);
        }
        return CompletableFuture.completedFuture(done());
    }

    private Deployments deployments(String action) throws RequestException {
        if (!control.getAsBoolean()) {
            throw new RequestException(
                    Problem.UNIMPLEMENTED,
                    "this gateway does not " + action + " models for everyone: use 'hewn deploy' and 'hewn undeploy',"
                            + " or set 'modelControl' of 'hewn.serving'");
        }
        return deployments
                .get()
                .orElseThrow(() -> new RequestException(
                        Problem.UNIMPLEMENTED, "this gateway can't " + action + " models: nothing in it deploys them"));
    }

    private static RequestException unknown(String model) {
        return new RequestException(
                Problem.NOT_FOUND, "failed on unknown model '" + model + "'; hand it in with 'hewn deploy'");
    }

    private static Reply done() {
        return new Reply(200, Map.of(), ReplyBody.of());
    }
}
