package hewn.serving.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Iterator;

/**
 * A part of a JSON document that is written when its reader has room for it.
 */
@FunctionalInterface
public interface JsonStep {
    /**
     * Writes some of it.
     *
     * @param out takes the JSON
     * @return whether all of it is written
     * @throws IOException if writing fails
     */
    boolean write(JsonGenerator out) throws IOException;

    /** What writes a part at once. */
    @FunctionalInterface
    interface Whole {
        /**
         * Writes all of it.
         *
         * @param out takes the JSON
         * @throws IOException if writing fails
         */
        void write(JsonGenerator out) throws IOException;
    }

    /**
     * A part that is small.
     *
     * @param part writes it at once
     * @return the step
     */
    static JsonStep whole(Whole part) {
        return out -> {
            part.write(out);
            return true;
        };
    }

    /**
     * Several parts after each other, each made when the one before it is written.
     *
     * @param parts in order
     * @return the step
     */
    static JsonStep sequence(Iterator<JsonStep> parts) {
        return new JsonSequence(parts);
    }
}
