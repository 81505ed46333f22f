package hewn.agent;

import hewn.fleet.DeviceId;
import hewn.wire.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * The program {@code hewn-agent}.
 *
 * <p>It ends with status 0 when it is told to end by a signal, and with 2 and one line if it can't start.
 */
public final class AgentMain {
    private static final Logger LOG = LoggerFactory.getLogger(AgentMain.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private AgentMain() {}

    /**
     * Runs an agent until a signal ends it.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        int status = run(arguments);
        if (status != ExitCode.OK) {
            System.exit(status);
        }
    }

    private static int run(String... arguments) {
        AgentOptions options = new AgentOptions();
        CommandLine command = commandLine(options);
        try {
            command.parseArgs(arguments);
            Integer help = CommandLine.executeHelpRequest(command.getParseResult());
            return help == null ? serve(options.settings()) : help;
        } catch (ParameterException | StartException wrong) {
            return complain(command, wrong);
        }
    }

    private static int complain(CommandLine command, Exception wrong) {
        PrintWriter err = command.getErr();
        err.println("hewn-agent: " + wrong.getMessage() + " (all options: --help)");
        err.flush();
        return ExitCode.USAGE;
    }

    private static int serve(AgentSettings settings) throws StartException {
        Agent agent = Agent.start(settings, Wiring.parts(settings));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(agent), "agent-stop"));
        awaitSignal();
        return ExitCode.OK;
    }

    private static void awaitSignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without halting, the Java virtual machine would report the signal instead of success. */
    private static void stop(Agent agent) {
        LOG.info("stopping");
        Thread closing = new Thread(agent::close, "agent-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(PATIENCE.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    /** Picocli with our types, whose messages it shows as they are. */
    static CommandLine commandLine(AgentOptions options) {
        return new CommandLine(options)
                .registerConverter(BrokerAddress.class, converter(BrokerAddress::parse))
                .registerConverter(DeviceId.class, converter(DeviceId::new))
                .registerConverter(Topics.class, converter(Topics::new))
                .registerConverter(ByteSize.class, converter(ByteSize::parse))
                .registerConverter(ListenAddress.class, converter(ListenAddress::parse))
                .registerConverter(Duration.class, converter(AgentMain::duration));
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
