package hewn.serving.oip;

import hewn.pipeline.InferenceService.Served;
import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.JsonBody;
import hewn.serving.models.ServedModels;
import java.util.List;

/**
 * Tells whether the server and its models are fit to answer.
 */
final class Health {
    private final ServedModels models;

    Health(ServedModels models) {
        this.models = models;
    }

    Reply live() {
        return flag("live");
    }

    /** Ready unless a model that is served takes no requests; what a canary does not take, another answers. */
    Reply ready() throws RequestException {
        List<String> suspended = models.all().stream()
                .filter(served -> !served.available() && !served.isCanary())
                .map(served -> served.model().toString())
                .toList();
        if (!suspended.isEmpty()) {
            throw RequestException.invalid("not ready: " + suspended + " take no requests at this moment");
        }
        return flag("ready");
    }

    static Reply ready(Served served) throws RequestException {
        if (!served.available()) {
            throw new RequestException(
                    Problem.INVALID_ARGUMENT, "model '" + served.model() + "' takes no requests at this moment");
        }
        return Reply.json(JsonBody.of(out -> {
            out.writeStartObject();
            out.writeStringField("name", served.model().name());
            out.writeBooleanField("ready", true);
            out.writeEndObject();
        }));
    }

    private static Reply flag(String name) {
        return Reply.json(JsonBody.of(out -> {
            out.writeStartObject();
            out.writeBooleanField(name, true);
            out.writeEndObject();
        }));
    }
}
