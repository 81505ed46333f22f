package hewn.admin.rest;

import hewn.inference.ModelId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A request, and what its path says where the route's template has variables. */
record Call(HttpServletRequest request, Map<String, String> variables) {
    private static final int MAX_JSON_BYTES = 1 << 20;

    Call {
        variables = Map.copyOf(variables);
    }

    /** A path variable that is a positive number. */
    long number(String variable) throws Refusal {
        return positive(variable, variables.get(variable), "put a number into the path");
    }

    /** A parameter of the query that is a positive number, if it is there. */
    OptionalLong queryNumber(String parameter) throws Refusal {
        Optional<String> text = Optional.ofNullable(request.getParameter(parameter));
        return text.isPresent()
                ? OptionalLong.of(positive(parameter, text.get(), "put a number into the query, or leave it out"))
                : OptionalLong.empty();
    }

    private static long positive(String name, String text, String remedy) throws Refusal {
        try {
            long number = Long.parseLong(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // said below
        }
        throw Refusal.badRequest(name + " '" + text + "' is not a positive number", remedy);
    }

    /** A path variable that is a model's name. */
    String modelName(String variable) throws Refusal {
        try {
            return ModelId.requireName(variables.get(variable));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.badRequest(malformed.getMessage(), "put the name of a model into the path");
        }
    }

    /** The body, if it is of the type that the route takes: a page of another origin can't send that unasked. */
    InputStream body(String type) throws Refusal, IOException {
        String got = Optional.ofNullable(request.getContentType()).orElse("");
        if (!got.split(";")[0].strip().equalsIgnoreCase(type)) {
            throw Refusal.wrongType(got, type);
        }
        return request.getInputStream();
    }

    /** The body as a value. */
    <T> T json(Class<T> type) throws Refusal, IOException {
        byte[] body = body("application/json").readNBytes(MAX_JSON_BYTES + 1);
        if (body.length > MAX_JSON_BYTES) {
            throw Refusal.tooLarge("the body is larger than " + MAX_JSON_BYTES + " bytes", "send a smaller one");
        }
        return Json.read(body, type);
    }
}
