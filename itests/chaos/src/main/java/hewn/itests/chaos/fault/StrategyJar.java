package hewn.itests.chaos.fault;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.support.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A strategy's jar on its way into the gateway's folder, and out of it. */
final class StrategyJar {
    private static final List<String> OTHERS = List.of("memory-proportional", "local-search", "random", "greedy-joint");

    private final ChaosSite site;
    private final String strategy;
    private final Path built;
    private final Path dropped;

    StrategyJar(ChaosSite site, String strategy) throws IOException {
        this.site = site;
        this.strategy = strategy;
        this.built = ChaosSite.strategyJar(strategy);
        this.dropped = site.gateway().strategies().resolve(built.getFileName());
    }

    /** One that a site does not have from the beginning. */
    static String any(Random random) {
        return OTHERS.get(random.nextInt(OTHERS.size()));
    }

    void drop() throws IOException {
        Files.copy(built, dropped, StandardCopyOption.REPLACE_EXISTING);
    }

    void dropHalf() throws IOException {
        byte[] all = Files.readAllBytes(built);
        Files.write(dropped, Arrays.copyOf(all, all.length / 2));
    }

    void delete() throws IOException {
        Files.deleteIfExists(dropped);
    }

    void awaitOnOffer(boolean wanted) throws Exception {
        Eventually.eventually(
                strategy + (wanted ? " on offer" : " gone"), this::isOnOffer, offered -> offered == wanted);
    }

    private boolean isOnOffer() throws IOException, InterruptedException {
        for (JsonNode name : site.admin().get("/strategies").body().path("strategies")) {
            if (name.asText().equals(strategy)) {
                return true;
            }
        }
        return false;
    }
}
