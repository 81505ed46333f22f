package hewn.serving.tfs;

import com.fasterxml.jackson.core.JsonGenerator;
import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.JsonBody;
import hewn.serving.models.ModelState;
import hewn.serving.models.ModelState.Phase;
import hewn.serving.models.ModelStates;
import hewn.serving.models.ServedModels;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Tells which versions of a model serve.
 */
final class TfsStatus {
    private final ModelStates states;
    private final ServedModels models;

    TfsStatus(ModelStates states, ServedModels models) {
        this.states = states;
        this.models = models;
    }

    Reply reply(String model, OptionalLong version) throws RequestException {
        List<ModelState> versions = states.named(model).stream()
                .filter(state -> state.phase() != Phase.KEPT)
                .filter(state ->
                        version.orElse(state.model().version()) == state.model().version())
                .toList();
        if (versions.isEmpty()) {
            throw new RequestException(Problem.NOT_FOUND, notFound(model, version) + "; " + models.remedy(model));
        }
        return Reply.json(JsonBody.of(out -> write(out, versions)));
    }

    private static String notFound(String model, OptionalLong version) {
        return version.isPresent()
                ? "Could not find version " + version.getAsLong() + " of model " + model
                : "Could not find any versions of model " + model;
    }

    private static void write(JsonGenerator out, List<ModelState> versions) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("model_version_status");
        for (ModelState version : versions) {
            out.writeStartObject();
            out.writeStringField("version", Long.toString(version.model().version()));
            out.writeStringField("state", state(version.phase()));
            out.writeObjectFieldStart("status");
            out.writeStringField("error_code", errorCode(version.phase()));
            out.writeStringField("error_message", errorCode(version.phase()).equals("OK") ? "" : version.reason());
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static String state(Phase phase) {
        return switch (phase) {
            case KEPT -> "START";
            case LOADING, SUSPENDED -> "LOADING";
            case READY -> "AVAILABLE";
            case UNLOADING -> "UNLOADING";
            case ENDED, FAILED -> "END";
        };
    }

    private static String errorCode(Phase phase) {
        return switch (phase) {
            case SUSPENDED -> "UNAVAILABLE";
            case FAILED -> "FAILED_PRECONDITION";
            default -> "OK";
        };
    }
}
