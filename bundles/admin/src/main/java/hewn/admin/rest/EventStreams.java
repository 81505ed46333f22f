package hewn.admin.rest;

import hewn.pipeline.Deployments;
import hewn.pipeline.PipelineSwitch;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Follows generations for clients, as server-sent events.
 *
 * <p>Each follower takes a thread of the HTTP server, so only a few are served at one time.
 */
final class EventStreams implements AutoCloseable {
    private static final int MAX_FOLLOWERS = 32;

    private final Deployments deployments;
    private final PipelineSwitch pipelines;
    private final Duration heartbeat;
    private final Semaphore places = new Semaphore(MAX_FOLLOWERS);
    private volatile boolean closed;

    /**
     * Follows generations.
     *
     * @param heartbeat how often a comment is sent while nothing changes, which finds clients that are gone
     */
    EventStreams(Deployments deployments, PipelineSwitch pipelines, Duration heartbeat) {
        this.deployments = deployments;
        this.pipelines = pipelines;
        this.heartbeat = heartbeat;
    }

    /** What sends every change of a generation until it serves or has ended. */
    Answer follow(long generation) throws Refusal {
        if (!places.tryAcquire()) {
            throw Refusal.busy(
                    MAX_FOLLOWERS + " clients follow generations already", "GET the generation itself now and then");
        }
        return response -> {
            try {
                send(generation, response);
            } finally {
                places.release();
            }
        };
    }

    private void send(long generation, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        try (GenerationChanges changes = new GenerationChanges(deployments, generation)) {
            while (!closed && !changes.isOver()) {
                var next = changes.next(heartbeat);
                String event = next.isPresent() ? event(DeploymentView.of(next.get(), pipelines)) : ": nothing new\n\n";
                response.getWriter().write(event);
                response.flushBuffer();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static String event(DeploymentView view) throws IOException {
        return "event: generation\ndata: " + new String(Json.bytes(view), StandardCharsets.UTF_8) + "\n\n";
    }

    /** Ends all streams at their next heartbeat. */
    @Override
    public void close() {
        closed = true;
    }
}
