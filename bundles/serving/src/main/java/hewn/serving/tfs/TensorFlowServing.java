package hewn.serving.tfs;

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
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Speaks TensorFlow Serving's REST API: {@code predict}, status and metadata.
 */
public final class TensorFlowServing implements HttpProtocol {
    private final ServedModels models;
    private final Inference inference;
    private final TfsStatus status;

    /**
     * Answers for the models of a gateway.
     *
     * @param models what is served
     * @param inference computes
     * @param states what is known of all versions
     */
    public TensorFlowServing(ServedModels models, Inference inference, ModelStates states) {
        this.models = models;
        this.inference = inference;
        this.status = new TfsStatus(states, models);
    }

    @Override
    public Endpoint find(HttpCall call) throws RequestException {
        TfsPath path = TfsPath.of(call);
        return switch (path.verb().map(String::toLowerCase).orElse("")) {
            case "" -> new Endpoint.Query(() -> status.reply(path.model(), version(path)));
            case "metadata" -> new Endpoint.Query(() -> TfsMetadata.reply(served(path)));
            case "predict" -> {
                served(path); // an unknown model is refused before its body is read
                yield Endpoint.Action.repeatable(
                        (body, deadline) -> predict(path, prediction(path, call.path(), body), deadline));
            }
            default ->
                throw new RequestException(
                        Problem.UNIMPLEMENTED,
                        "'" + path.verb().get() + "' is not supported; send the same tensors to ':predict'");
        };
    }

    private OptionalLong version(TfsPath path) throws RequestException {
        return path.label().isPresent()
                ? OptionalLong.of(served(path).get(0).model().version())
                : path.version();
    }

    private List<Served> served(TfsPath path) throws RequestException {
        List<Served> served = models.find(path.wanted());
        if (served.isEmpty()) {
            if (path.label().isPresent() && !models.named(path.model()).isEmpty()) {
                throw path.unlabelled();
            }
            throw new RequestException(
                    Problem.NOT_FOUND,
                    "Servable not found for request: " + path.request() + "; " + models.remedy(path.model()));
        }
        return served;
    }

    private Prediction prediction(TfsPath path, String asked, ByteBuffer body) throws RequestException {
        List<Served> served = served(path);
        try {
            return PredictionReader.read(body, served);
        } catch (RequestException refused) {
            throw refused.describedAt(asked.substring(0, asked.lastIndexOf(':')) + "/metadata");
        }
    }

    private CompletionStage<Reply> predict(TfsPath path, Prediction prediction, Deadline deadline)
            throws RequestException {
        return inference
                .infer(
                        path.wanted(),
                        prediction.signature().filter(name -> !name.isEmpty()),
                        prediction.inputs(),
                        deadline)
                .thenCompose(answer -> reply(answer, prediction.rows()));
    }

    private static CompletionStage<Reply> reply(Answer answer, boolean rows) {
        try {
            return CompletableFuture.completedFuture(PredictReply.of(answer.outputs(), rows)
                    .with("Hewn-Generation", Long.toString(answer.generation())));
        } catch (RequestException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
