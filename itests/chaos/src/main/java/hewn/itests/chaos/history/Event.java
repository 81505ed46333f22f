package hewn.itests.chaos.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** One line of a history. Moments are in milliseconds since the run began, by a clock that never goes back. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Event.Outcome.class, name = "outcome")
})
public sealed interface Event {
    /**
     * Which request it is about.
     *
     * @return its number, unique in the run
     */
    long id();

    /**
     * A request is about to be sent.
     *
     * @param id its number
     * @param x what it asks the model
     * @param client who sends it
     * @param startMillis when
     * @param deadlineMillis how long after its arrival it is to be answered at the latest
     */
    record Sent(long id, long x, String client, long startMillis, long deadlineMillis) implements Event {}

    /**
     * The wait for an answer ended.
     *
     * @param id the request's number
     * @param endMillis when
     * @param ending how
     * @param status the HTTP status of an answer
     * @param retryAfter whether it says when to ask again
     * @param answer what the model computed, of status 200
     * @param error what was wrong, in the words of the gateway or of the client
     */
    record Outcome(
            long id,
            long endMillis,
            Ending ending,
            Optional<Integer> status,
            boolean retryAfter,
            Optional<Double> answer,
            Optional<String> error)
            implements Event {
        /**
         * Tells whether there is a result.
         *
         * @return whether the status is 200
         */
        public boolean isGood() {
            return status.filter(code -> code == 200).isPresent();
        }
    }
}
