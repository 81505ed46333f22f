package hewn.serving.exchange;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * What answers a call.
 */
public sealed interface Endpoint {
    /**
     * Answers at once and takes no body.
     *
     * @param answer makes the reply
     */
    record Query(Answer answer) implements Endpoint {}

    /**
     * Reads a body and answers later.
     *
     * @param command makes the reply
     * @param repeatable whether it changes nothing, so that the same request may be given the same reply again
     */
    record Action(Command command, boolean repeatable) implements Endpoint {
        /**
         * What changes something, or tells of what changes.
         *
         * @param command makes the reply
         */
        public Action(Command command) {
            this(command, false);
        }

        /**
         * What computes its reply from the body alone.
         *
         * @param command makes the reply
         * @return an action that may be repeated
         */
        public static Action repeatable(Command command) {
            return new Action(command, true);
        }
    }

    /** Makes a reply from nothing but the call. */
    @FunctionalInterface
    interface Answer {
        /**
         * Makes the reply.
         *
         * @return the reply
         * @throws RequestException if the call is refused
         */
        Reply reply() throws RequestException;
    }

    /** Makes a reply from a body. */
    @FunctionalInterface
    interface Command {
        /**
         * Begins to make the reply. What needs the body's bytes to stay as they are may keep them.
         *
         * @param body all of it, in an array
         * @param deadline by which the client wants its answer
         * @return the reply, or exceptionally a {@link RequestException}
         * @throws RequestException if the call is refused
         */
        CompletionStage<Reply> begin(ByteBuffer body, Deadline deadline) throws RequestException;
    }
}
