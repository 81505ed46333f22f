package hewn.cli.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells which version this is. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion())
                .orElse("(development)");
        return new String[] {"hewn " + version, "Java " + Runtime.version()};
    }
}
