package hewn.itests.chaos.site;

import hewn.itests.support.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;

/** A strategy's jar on its way into the gateway's folder, and out of it. */
public final class StrategyJar {
    private static final List<String> OTHERS = List.of("memory-proportional", "local-search", "random", "greedy-joint");

    private final ChaosSite site;
    private final String strategy;
    private final BundleJar content;
    private final Path dropped;

    /**
     * A jar that is not dropped yet.
     *
     * @param site whose gateway is to get it
     * @param strategy that is in it
     * @param content of the file
     * @param file its name
     */
    public StrategyJar(ChaosSite site, String strategy, BundleJar content, String file) {
        this.site = site;
        this.strategy = strategy;
        this.content = content;
        this.dropped = site.gateway().strategies().resolve(file);
    }

    /**
     * The jar of one of the strategies.
     *
     * @param site whose gateway is to get it
     * @param strategy the name of its folder
     * @return as it was built
     * @throws IOException if it was not
     */
    public static StrategyJar built(ChaosSite site, String strategy) throws IOException {
        BuiltJar built = BuiltJar.ofStrategy(strategy);
        return new StrategyJar(site, strategy, built.content(), built.name());
    }

    /**
     * The name of a strategy that a site does not have from the beginning.
     *
     * @param random decides
     * @return one of some
     */
    public static String any(Random random) {
        return OTHERS.get(random.nextInt(OTHERS.size()));
    }

    /**
     * This file with other bytes.
     *
     * @param header of its manifest that is to have another value
     * @param value the value
     * @return a jar of the same name
     * @throws IOException if it can't be made
     */
    public StrategyJar with(String header, String value) throws IOException {
        return new StrategyJar(
                site,
                strategy,
                content.with(header, value),
                dropped.getFileName().toString());
    }

    /**
     * Copies it into the folder, over a former one.
     *
     * @throws IOException if it can't be written
     */
    public void drop() throws IOException {
        content.write(dropped);
    }

    /**
     * Copies half of it into the folder.
     *
     * @throws IOException if it can't be written
     */
    public void dropHalf() throws IOException {
        content.half().write(dropped);
    }

    /**
     * Takes it away.
     *
     * @throws IOException if it can't be removed
     */
    public void delete() throws IOException {
        Files.deleteIfExists(dropped);
    }

    /**
     * Waits a minute at most.
     *
     * @param wanted whether its strategy is to be on offer
     * @throws AssertionError if it takes too long
     * @throws Exception if the gateway does not answer
     */
    public void awaitOnOffer(boolean wanted) throws Exception {
        Eventually.eventually(
                strategy + (wanted ? " on offer" : " gone"), this::isOnOffer, offered -> offered == wanted);
    }

    private boolean isOnOffer() throws IOException, InterruptedException {
        var offered = site.admin().get("/strategies").body().path("strategies");
        return StreamSupport.stream(offered.spliterator(), false)
                .anyMatch(name -> name.asText().equals(strategy));
    }
}
