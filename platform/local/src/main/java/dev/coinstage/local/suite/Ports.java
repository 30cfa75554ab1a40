package dev.coinstage.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ports of one suite, all on 127.0.0.1. */
public final class Ports {

    private static final String OFFSET = "COINSTAGE_PORT_OFFSET";

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = new EnumMap<>(numbers);
    }

    /**
     * The usual ports, all moved by {@code COINSTAGE_PORT_OFFSET}, single ones replaced by {@link Port#variable()}.
     *
     * @throws LaunchProblem when a value is no port, or two parts would share one
     */
    public static Ports chosenBy(Map<String, String> environment) {
        int offset = number(environment, OFFSET, 0, -65_535);
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, number(environment, port.variable(), port.usual() + offset, 1));
        }
        return of(numbers);
    }

    /** Ports that nobody holds at this moment, for suites that run beside others. */
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            Map<Port, Integer> numbers = new EnumMap<>(Port.class);
            for (Port port : Port.values()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                numbers.put(port, socket.getLocalPort());
            }
            return of(numbers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    static Ports of(Map<Port, Integer> numbers) {
        Map<Integer, Port> owners = new HashMap<>();
        numbers.forEach((port, number) -> {
            if (number < 1 || number > 65_535) {
                throw new LaunchProblem("Port " + number + " of the " + port.owner() + " is not between 1 and 65535.");
            }
            Port other = owners.put(number, port);
            if (other != null) {
                throw new LaunchProblem("The " + other.owner() + " and the " + port.owner() + " would share port "
                        + number + ". Choose another with " + port.variable() + ".");
            }
        });
        return new Ports(numbers);
    }

    public int of(Port port) {
        return numbers.get(port);
    }

    /** These ports as the environment variables that choose them. */
    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        numbers.forEach((port, number) -> variables.put(port.variable(), Integer.toString(number)));
        return variables;
    }

    Map<String, Integer> byName() {
        Map<String, Integer> names = new TreeMap<>();
        numbers.forEach((port, number) -> names.put(port.name(), number));
        return names;
    }

    /** The opposite of {@link #byName}; a port that the map lacks has its usual number. */
    static Ports named(Map<String, Integer> names) {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, names.getOrDefault(port.name(), port.usual()));
        }
        return of(numbers);
    }

    /**
     * Checks that every port can be bound, before anything is started.
     *
     * @throws LaunchProblem that names the port, who needs it and how to choose another
     */
    void requireFree() {
        numbers.forEach((port, number) -> {
            if (!isFree(number)) {
                throw new LaunchProblem("Port " + number + " is taken, and the " + port.owner()
                        + " needs it. Stop what holds it, or choose " + "another port with " + port.variable()
                        + "=<port>, or move all ports with " + OFFSET + "=1000.");
            }
        });
    }

    private static boolean isFree(int number) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int number(Map<String, String> environment, String variable, int usual, int least) {
        String text = environment.getOrDefault(variable, "").trim();
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, like a number out of range
        }
        throw new LaunchProblem(variable + "=" + text + " is not a number between " + least + " and 65535.");
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
