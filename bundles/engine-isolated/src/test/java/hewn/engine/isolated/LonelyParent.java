package hewn.engine.isolated;

import hewn.inference.EngineOptions;
import java.nio.file.Path;
import java.util.Map;

/** Calls a model that never answers, until it is killed. */
public final class LonelyParent {
    private LonelyParent() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (IsolatedEngine engine = new IsolatedEngine(FakeProgram.in(folder), IsolationLimits.DEFAULT)) {
            var endless = engine.load(folder.resolve("endless"), EngineOptions.DEFAULT);
            System.out.println(
                    ProcessHandle.current().children().findFirst().orElseThrow().pid());
            endless.run(Map.of());
        }
    }
}
