package hewn.admin.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what does a request. */
record Routes(List<Route> routes) {
    Routes {
        routes = List.copyOf(routes);
    }

    Answer dispatch(HttpServletRequest request, String path) throws Refusal, IOException {
        List<Route> fitting =
                routes.stream().filter(route -> route.match(path).isPresent()).toList();
        if (fitting.isEmpty()) {
            throw Refusal.notFound("there is nothing at /api/v1" + path, "see docs/admin-api.md for what there is");
        }
        for (Route route : fitting) {
            if (route.method().equals(request.getMethod())) {
                return route.handler()
                        .handle(new Call(request, route.match(path).orElseThrow()));
            }
        }
        throw Refusal.methodNotAllowed(
                request.getMethod(), path, fitting.stream().map(Route::method).collect(Collectors.joining(", ")));
    }
}
