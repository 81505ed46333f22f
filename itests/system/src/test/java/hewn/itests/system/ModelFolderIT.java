package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that serves what is in a folder; each version of the model says which one it is. */
final class ModelFolderIT {
    private static final Path VERSIONS = Path.of(System.getProperty("hewn.root"), "itests", "models", "version-stamp");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private Path models;
    private GatewayProcess gateway;
    private AgentProcess agent;

    @BeforeEach
    void startSite() throws Exception {
        models = folder.resolve("models");
        gateway = new GatewayProcess(folder, "--models", models.toString());
        agent = AgentProcess.start(gateway.broker(), "a", folder);
    }

    @AfterEach
    void endSite() {
        agent.close();
        gateway.close();
    }

    @Test
    void servesWhatAppearsAndGoesBackWhenItVanishes() throws Exception {
        copyFileByFile(VERSIONS.resolve("1"), models.resolve("stamp/1"));
        awaitAnswer("7111111");
        copyFileByFile(VERSIONS.resolve("2"), models.resolve("stamp/2.tmp"));
        Files.move(models.resolve("stamp/2.tmp"), models.resolve("stamp/2"));
        awaitAnswer("7222222");
        delete(models.resolve("stamp/2"));
        awaitAnswer("7111111");
    }

    private void awaitAnswer(String value) throws Exception {
        eventually("the answer " + value, this::answer, answer -> answer.contains(value));
    }

    private String answer() throws IOException, InterruptedException {
        HttpResponse<String> said = gateway.post("/v1/models/stamp:predict", "{\"instances\":[7.0]}");
        return said.body();
    }

    private static void copyFileByFile(Path from, Path to) throws IOException {
        for (Path source : below(from)) {
            Path target = to.resolve(from.relativize(source).toString());
            if (Files.isDirectory(source)) {
                Files.createDirectories(target);
            } else {
                Files.copy(source, target);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        List<Path> all = below(tree);
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.delete(all.get(i));
        }
    }

    /** Folders before what they hold. */
    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }
}
