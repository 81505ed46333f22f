package hewn.serving.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/** Steps after each other. */
final class JsonSequence implements JsonStep {
    private final Iterator<JsonStep> parts;
    private Optional<JsonStep> current = Optional.empty();

    JsonSequence(Iterator<JsonStep> parts) {
        this.parts = parts;
    }

    @Override
    public boolean write(JsonGenerator out) throws IOException {
        if (current.isEmpty() && parts.hasNext()) {
            current = Optional.of(parts.next());
        }
        if (current.isPresent() && current.get().write(out)) {
            current = Optional.empty();
        }
        return current.isEmpty() && !parts.hasNext();
    }
}
