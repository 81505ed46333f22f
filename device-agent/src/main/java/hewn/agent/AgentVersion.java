package hewn.agent;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in the agent's own jar. */
final class AgentVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = AgentMain.class.getPackage().getImplementationVersion();
        return new String[] {"hewn-agent " + Optional.ofNullable(version).orElse("(not packaged)")};
    }
}
