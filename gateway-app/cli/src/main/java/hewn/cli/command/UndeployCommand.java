package hewn.cli.command;

import hewn.cli.CliException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn undeploy}: ends what serves a model. */
@Command(
        name = "undeploy",
        description = "Ends what serves a model, and what is on its way to. The model stays in the repository.",
        footer = {"", "Example:", "  hewn undeploy digits"})
final class UndeployCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway;

    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    private String model;

    @Override
    public Integer call() throws CliException {
        gateway.client().deployments().end(ModelNames.require(model));
        Output.of(spec).line("ended: " + model);
        return 0;
    }
}
