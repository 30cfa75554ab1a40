package dev.coinstage.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds fields of Kubernetes' own objects that Kubernetes does not know: it would drop them without a word. */
final class KnownFields {

    private static final String MODELS = "io.fabric8.kubernetes.api.model";
    private static final String UNKNOWN = "additionalProperties";
    private static final Set<String> CORE =
            Set.of("v1", "apps/v1", "batch/v1", "policy/v1", "autoscaling/v2", "networking.k8s.io/v1");

    private final KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), true);

    static boolean isCore(JsonNode object) {
        return CORE.contains(object.path("apiVersion").asText());
    }

    /** Paths of fields that do not exist; that the whole kind does not; or what cannot be read as its type. */
    List<String> flaws(JsonNode object) {
        List<String> flaws = new ArrayList<>();
        try {
            HasMetadata typed = serialization.unmarshal(object.toString(), HasMetadata.class);
            if (typed == null || typed instanceof GenericKubernetesResource) {
                flaws.add(Objects.title(object) + ": unknown kind");
            } else {
                look(typed, Objects.title(object), flaws);
            }
        } catch (RuntimeException unreadable) {
            flaws.add(Objects.title(object) + ": " + unreadable.getMessage());
        }
        return flaws;
    }

    private void look(Object value, String path, List<String> flaws) {
        if (value instanceof Collection<?> elements) {
            int index = 0;
            for (Object element : elements) {
                look(element, path + "/" + index++, flaws);
            }
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> look(entry, path + "/" + key, flaws));
        } else if (value != null
                && !value.getClass().isEnum()
                && value.getClass().getName().startsWith(MODELS)) {
            fields(value, path, flaws);
        }
    }

    private void fields(Object bean, String path, List<String> flaws) {
        for (Class<?> type = bean.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                Object value = read(field, bean);
                if (!field.getName().equals(UNKNOWN)) {
                    look(value, path + "/" + field.getName(), flaws);
                } else if (value instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(key -> flaws.add(path + "/" + key + ": no such field"));
                }
            }
        }
    }

    private static Object read(Field field, Object bean) {
        try {
            field.setAccessible(true);
            return field.get(bean);
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(hidden);
        }
    }
}
