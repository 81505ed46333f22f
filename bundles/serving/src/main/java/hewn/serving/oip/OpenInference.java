package hewn.serving.oip;

import hewn.inference.Signature;
import hewn.pipeline.Deployments;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceService.Served;
import hewn.serving.exchange.Deadline;
import hewn.serving.exchange.Endpoint;
import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.HttpProtocol;
import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.RequestException;
import hewn.serving.models.Inference;
import hewn.serving.models.ModelStates;
import hewn.serving.models.ServedModels;
import hewn.serving.models.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Speaks the Open Inference Protocol over HTTP: health, metadata, {@code infer} and the model repository.
 */
public final class OpenInference implements HttpProtocol {
    private static final String PATHS = "; there are GET /v2/models/NAME and POST /v2/models/NAME/infer, with"
            + " /versions/N behind NAME for one that is not the default";

    private final ServedModels models;
    private final Inference inference;
    private final Health health;
    private final RepositoryExtension repository;
    private final String version;

    /**
     * Answers for the models of a gateway.
     *
     * @param models what is served
     * @param inference computes
     * @param states what is known of all versions
     * @param deployments loads and unloads, if something does
     * @param control whether clients may load and unload, asked each time
     * @param version of this server
     */
    public OpenInference(
            ServedModels models,
            Inference inference,
            ModelStates states,
            Supplier<Optional<Deployments>> deployments,
            BooleanSupplier control,
            String version) {
        this.models = models;
        this.inference = inference;
        this.health = new Health(models);
        this.repository = new RepositoryExtension(states, deployments, control);
        this.version = version;
    }

    @Override
    public Endpoint find(HttpCall call) throws RequestException {
        OipPath path = OipPath.of(call.path())
                .orElseThrow(
                        () -> new RequestException(Problem.NOT_FOUND, "there is nothing at " + call.path() + PATHS));
        if (!path.route().method().equals(call.method())) {
            throw RequestException.wrongMethod(call, path.route().method());
        }
        return switch (path.route()) {
            case SERVER -> new Endpoint.Query(() -> OipMetadata.server(version));
            case LIVE -> new Endpoint.Query(health::live);
            case READY -> new Endpoint.Query(health::ready);
            case MODEL_READY -> new Endpoint.Query(() -> Health.ready(served(path)));
            case MODEL_METADATA ->
                new Endpoint.Query(() -> OipMetadata.model(served(path), models.named(path.model())));
            case INDEX -> new Endpoint.Action((body, deadline) -> repository.index(body));
            case LOAD -> new Endpoint.Action((body, deadline) -> repository.load(path.model(), deadline));
            case UNLOAD -> new Endpoint.Action((body, deadline) -> repository.unload(path.model()));
            case INFER -> infer(path, call);
        };
    }

    private Served served(OipPath path) throws RequestException {
        List<Served> served = models.find(wanted(path));
        if (served.isEmpty()) {
            String known = models.named(path.model()).isEmpty()
                    ? "is not found"
                    : "has no version " + path.version().orElse("") + " that is served";
            throw new RequestException(
                    Problem.NOT_FOUND,
                    "Request for unknown model: '" + path.model() + "' " + known + "; " + models.remedy(path.model()));
        }
        return served.get(0);
    }

    private static Wanted wanted(OipPath path) throws RequestException {
        try {
            return new Wanted(
                    path.model(),
                    path.version().isPresent()
                            ? OptionalLong.of(Long.parseLong(path.version().get()))
                            : OptionalLong.empty());
        } catch (NumberFormatException notANumber) {
            throw RequestException.invalid(
                    "a version is a number, but got '" + path.version().get() + "'");
        }
    }

    /** An unknown model is refused before its body is read. */
    private Endpoint infer(OipPath path, HttpCall call) throws RequestException {
        served(path);
        Optional<String> jsonLength = call.header(InferBody.HEADER);
        return Endpoint.Action.repeatable((body, deadline) ->
                infer(path, request(path, call.path(), InferBody.split(body, jsonLength)), deadline));
    }

    private InferRequest request(OipPath path, String asked, InferBody body) throws RequestException {
        Signature signature = served(path).signature();
        try {
            return InferRequestReader.read(body, signature);
        } catch (RequestException refused) {
            throw refused.describedAt(asked.substring(0, asked.lastIndexOf('/')));
        }
    }

    private CompletionStage<Reply> infer(OipPath path, InferRequest request, Deadline deadline)
            throws RequestException {
        Deadline sooner = request.timeout().map(deadline::atMost).orElse(deadline);
        return inference
                .infer(wanted(path), Optional.empty(), request.inputs(), sooner)
                .thenApply(answer -> reply(request, answer));
    }

    private static Reply reply(InferRequest request, Answer answer) {
        try {
            return new InferReply(request, answer).reply();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory does not fail", impossible);
        }
    }
}
