package hewn.admin.rest;

import java.io.IOException;

/** What a route does. */
@FunctionalInterface
interface Handler {
    Answer handle(Call call) throws Refusal, IOException;
}
