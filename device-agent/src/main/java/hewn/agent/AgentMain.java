package hewn.agent;

import java.util.concurrent.CompletionStage;

/**
 * The program {@code hewn-agent}.
 *
 * <p>It ends with status 0 when it is told to end by a signal, and with 2 and one line if it can't start, or finds that
 * another agent runs by its name.
 */
public final class AgentMain {
    private AgentMain() {}

    private record Service(Agent agent) implements Program.Service {
        @Override
        public CompletionStage<StartException> failure() {
            return agent.failure();
        }

        @Override
        public void close() {
            agent.close();
        }
    }

    /**
     * Runs an agent until a signal ends it.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        AgentOptions options = new AgentOptions();
        new Program("hewn-agent", options).run(() -> start(options.settings()), arguments);
    }

    private static Program.Service start(AgentSettings settings) throws StartException {
        return new Service(Agent.start(settings, Wiring.parts(settings)));
    }
}
