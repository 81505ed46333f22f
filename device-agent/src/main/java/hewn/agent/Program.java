package hewn.agent;

import hewn.fleet.DeviceId;
import hewn.wire.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * A program that serves until a signal ends it: then with status 0, and with 2 and one line if it can't start or go on.
 *
 * @param name what its launcher is called
 * @param options an object whose fields picocli sets
 * @param patience with what serves, until it is closed; then the process ends all the same
 */
public record Program(String name, Object options, Duration patience) {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /**
     * A program of the usual patience, which is less than that of service managers.
     *
     * @param name what its launcher is called
     * @param options an object whose fields picocli sets
     */
    public Program(String name, Object options) {
        this(name, options, PATIENCE);
    }

    /** Begins to serve. */
    @FunctionalInterface
    public interface Start {
        /**
         * Starts.
         *
         * @return to be closed at the end
         * @throws StartException if that can't be
         */
        Service start() throws StartException;
    }

    /** What serves. */
    @FunctionalInterface
    public interface Service extends AutoCloseable {
        /**
         * Whether it can't go on.
         *
         * @return completes then, with what to tell
         */
        default CompletionStage<StartException> failure() {
            return new CompletableFuture<>();
        }

        @Override
        void close();
    }

    /**
     * Runs until a signal ends the process, or ends the process if it can't start.
     *
     * @param start once the options are set
     * @param arguments of the command line
     */
    public void run(Start start, String... arguments) {
        int status = status(start, arguments);
        if (status != ExitCode.OK) {
            System.exit(status);
        }
    }

    private int status(Start start, String... arguments) {
        CommandLine command = commandLine(options);
        try {
            command.parseArgs(arguments);
            Integer help = CommandLine.executeHelpRequest(command.getParseResult());
            if (help != null) {
                return help;
            }
            serve(start.start());
            return ExitCode.OK;
        } catch (ParameterException | StartException wrong) {
            return complain(command, wrong);
        }
    }

    private int complain(CommandLine command, Exception wrong) {
        PrintWriter err = command.getErr();
        err.println(name + ": " + Misspelling.explain(wrong) + " (all options: --help)");
        err.flush();
        return ExitCode.USAGE;
    }

    /** Returns if it is interrupted. Whatever ends the process, the service is closed by the hook, in bounded time. */
    private void serve(Service service) throws StartException {
        CompletableFuture<StartException> failure = service.failure().toCompletableFuture();
        Thread hook = new Thread(() -> stop(service, failure), "agent-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            throw failure.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a failure that failed", impossible);
        }
    }

    /**
     * What every end comes to, by a signal or since the service can't go on. Without halting, the Java virtual machine would
     * report the signal instead of success.
     */
    private void stop(Service service, CompletableFuture<StartException> failure) {
        int status = failure.isDone() ? ExitCode.USAGE : ExitCode.OK;
        LOG.info("stopping");
        Thread closing = new Thread(service::close, "agent-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(patience.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }

    /** Picocli with our types, whose messages it shows as they are. */
    static CommandLine commandLine(Object options) {
        return new CommandLine(options)
                .registerConverter(BrokerAddress.class, converter(BrokerAddress::parse))
                .registerConverter(DeviceId.class, converter(DeviceId::new))
                .registerConverter(Topics.class, converter(Topics::new))
                .registerConverter(ByteSize.class, converter(ByteSize::parse))
                .registerConverter(ListenAddress.class, converter(ListenAddress::parse))
                .registerConverter(Duration.class, converter(Program::duration));
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException invalid) {
                throw new TypeConversionException(invalid.getMessage());
            }
        };
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeParseException other) {
            throw new IllegalArgumentException(
                    "a time is a number with a unit, such as 3s or 1m, but got '" + text + "'");
        }
    }
}
