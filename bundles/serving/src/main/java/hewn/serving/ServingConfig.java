package hewn.serving;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured of serving, for example in the web console. */
@ObjectClassDefinition(name = "Hewn serving", description = "Inference over HTTP")
public @interface ServingConfig {
    /**
     * The bound of one body.
     *
     * @return a size in MiB
     */
    @AttributeDefinition(
            name = "Largest request (MiB)",
            description = "A request with a larger body is answered 413",
            min = "1",
            max = "2047")
    int maxBodyMebibytes() default 64;

    /**
     * The bound of what is read at a time.
     *
     * @return a number of requests
     */
    @AttributeDefinition(
            name = "Requests read at a time",
            description = "How many requests may be read and parsed at a time; more are answered 429",
            min = "1",
            max = "1000000")
    int maxConcurrentReads() default 64;

    /**
     * The bound of what is in memory.
     *
     * @return a size in MiB
     */
    @AttributeDefinition(
            name = "Requests in memory (MiB)",
            description = "How much the bodies of all requests under way may take; more are answered 429",
            min = "1",
            max = "16777216")
    int maxHeldMebibytes() default 512;

    /**
     * The deadline of clients that name none.
     *
     * @return a time in milliseconds
     */
    @AttributeDefinition(
            name = "Deadline (ms)",
            description = "How long a client waits that does not say how long",
            min = "1",
            max = "86400000")
    int deadlineMillis() default 30_000;

    /**
     * The bound of deadlines.
     *
     * @return a time in milliseconds
     */
    @AttributeDefinition(
            name = "Longest deadline (ms)",
            description = "Longer deadlines are cut to this",
            min = "1",
            max = "86400000")
    int longestDeadlineMillis() default 600_000;

    /**
     * Whether the model repository extension may change what is served.
     *
     * @return false unless everyone who reaches the gateway may
     */
    @AttributeDefinition(
            name = "Model control",
            description = "Whether POST /v2/repository/models/NAME/load and /unload work; they ask for no token")
    boolean modelControl() default false;

    /**
     * How long a repeated request is given the reply that it had.
     *
     * @return a time in seconds
     */
    @AttributeDefinition(
            name = "Replies kept (s)",
            description = "How long the reply to a request with an Idempotency-Key is kept for its repetition;"
                    + " 0 if the header is to be ignored",
            min = "0",
            max = "31536000")
    int keptRepliesSeconds() default 600;

    /**
     * The bound of replies that are kept.
     *
     * @return a size in MiB
     */
    @AttributeDefinition(
            name = "Replies kept (MiB)",
            description = "How much the replies that are kept may take; the oldest make room for new ones",
            min = "0",
            max = "16777216")
    int keptRepliesMebibytes() default 64;
}
