package dev.coinstage.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A row of the route table. */
record Route(
        String name,
        String gateway,
        String path,
        String service,
        List<String> methods,
        List<String> roles,
        String timeout,
        long maxBody,
        long requests,
        String period,
        boolean streaming) {

    static List<Route> table() {
        JsonNode table =
                Objects.parse(Checkout.text("helm/coinstage/routes.yaml")).all().get(0);
        return Objects.each(table.get("routes")).map(Route::of).toList();
    }

    boolean isPublic() {
        return roles.equals(List.of("public"));
    }

    private static Route of(JsonNode row) {
        return new Route(
                row.get("name").asText(),
                row.get("gateway").asText(),
                row.get("path").asText(),
                row.get("service").asText(),
                Objects.texts(row.get("methods")),
                Objects.texts(row.get("roles")),
                row.get("timeout").asText(),
                row.get("maxBody").asLong(),
                row.at("/limit/requests").asLong(),
                row.at("/limit/period").asText(),
                row.get("streaming").asBoolean());
    }
}
