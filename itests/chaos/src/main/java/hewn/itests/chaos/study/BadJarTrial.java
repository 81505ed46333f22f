package hewn.itests.chaos.study;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.itests.chaos.LoadedSite;
import hewn.itests.chaos.site.AdminApi;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.StrategyJar;
import hewn.itests.support.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A bad jar is dropped, a version is ordered with its strategy, and the jar is taken away: what the gateway does. */
final class BadJarTrial {
    private final LoadedSite loaded;
    private final ChaosSite site;
    private final BadJar bad;
    private final List<String> problems = new ArrayList<>();
    private double askedSeconds;
    private long rolloutMillis;
    private long longestGapMillis;
    private String order = "none";

    private BadJarTrial(LoadedSite loaded, BadJar bad) {
        this.loaded = loaded;
        this.site = loaded.site();
        this.bad = bad;
    }

    /** Drops the jar, sees what becomes of an order, and takes the jar away. */
    static BadJarTrial run(LoadedSite loaded, BadJar bad) throws Exception {
        BadJarTrial trial = new BadJarTrial(loaded, bad);
        trial.carryOut();
        return trial;
    }

    private void carryOut() throws Exception {
        StrategyJar jar = new StrategyJar(site, bad.strategy(), bad.content(), bad.file());
        loaded.pulse().watch(loaded.clock().millis());
        jar.drop();
        attempt(bad.starts() ? () -> beAsked(jar) : this::isComplainedOf);
        attempt(this::isRefused);
        jar.delete();
        attempt(() -> jar.awaitOnOffer(false));
        attempt(loaded::awaitSettled);
        longestGapMillis = loaded.pulse().longestGapMillis(loaded.clock().millis());
    }

    /** Sees whether the jar is forgotten, but for what is left of it, and tells. */
    Misbehaviour outcome() {
        attempt(this::isForgotten);
        return new Misbehaviour(bad.strategy(), order, askedSeconds, rolloutMillis, longestGapMillis, problems);
    }

    /** Something that is to come true. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (Exception | AssertionError broken) {
            // Whatever is not as promised is what the trial is there to find.
            problems.add(broken.getMessage());
        }
    }

    private void expect(String what, boolean isTrue) {
        if (!isTrue) {
            problems.add(what);
        }
    }

    private void beAsked(StrategyJar jar) throws Exception {
        jar.awaitOnOffer(true);
        JsonNode deployment = site.model().serve(site.model().anotherVersion(), Optional.of(bad.strategy()));
        JsonNode attempt = deployment.path("attempts").path(0);
        askedSeconds = attempt.path("tookSeconds").asDouble();
        rolloutMillis = Rollout.of(deployment).totalMillis();
        order = "placed by `" + deployment.path("strategy").asText() + "`";
        expect(
                "it was not asked first: " + deployment,
                attempt.path("strategy").asText().equals(bad.strategy()));
        expect("its answer was taken", !deployment.path("strategy").asText().equals(bad.strategy()));
        expect(
                "the generation says: " + attempt,
                attempt.path("result").asText().contains(bad.words()));
        expect("it is not set aside", isSetAside());
        isComplainedOf();
    }

    private boolean isSetAside() throws IOException, InterruptedException {
        JsonNode quarantined = site.admin().get("/strategies").body().path("quarantined");
        return StreamSupport.stream(quarantined.spliterator(), false)
                .anyMatch(one -> one.path("strategy").asText().equals(bad.strategy())
                        && one.path("reason").asText().contains(bad.words()));
    }

    private void isComplainedOf() throws Exception {
        Eventually.eventually(
                "a warning of the health check of " + bad.strategy(),
                this::complaints,
                said -> said.stream().anyMatch(words -> words.contains(bad.words())));
    }

    /** What the health checks say of it. */
    private List<String> complaints() throws IOException, InterruptedException {
        return site.admin().health().body().findValuesAsText("message").stream()
                .filter(message -> message.contains(bad.strategy()))
                .toList();
    }

    private void isRefused() throws Exception {
        AdminApi.Reply reply = site.model().order(site.model().anotherVersion(), Optional.of(bad.strategy()));
        expect("an order of it was answered " + reply, reply.status() == 400);
        if (!bad.starts()) {
            order = "refused (" + reply.status() + ")";
        }
        expect(
                "the refusal does not say why: " + reply,
                reply.body().toString().contains(bad.starts() ? bad.words() : "no strategy '" + bad.strategy() + "'"));
    }

    private void isForgotten() throws Exception {
        Eventually.eventually(bad.strategy() + " is no longer set aside", this::isSetAside, aside -> !aside);
        Eventually.eventually(
                "the health check after the jar of " + bad.strategy() + " was taken away",
                this::complaints,
                this::isAfterwards);
    }

    private boolean isAfterwards(List<String> said) {
        return bad.afterwards()
                .map(words -> said.stream().anyMatch(message -> message.contains(words)))
                .orElseGet(said::isEmpty);
    }
}
