package dev.coinstage.wallet.ledger.db;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and PostgreSQL and cuts the connection at one statement: just before the server gets it, or just
 * after, so that it is carried out and nobody is told. Knows as much of the protocol as to find where messages end.
 */
public final class CuttingProxy implements AutoCloseable {

    /** When the statement that is counted as {@code at} passes; counted over all connections, from 1. */
    public enum Cut {
        BEFORE,
        AFTER
    }

    private static final int LENGTH_BYTES = 4;
    private static final byte EXECUTE = 'E';
    private static final byte SIMPLE_QUERY = 'Q';

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger statements = new AtomicInteger();
    private final NetServer server;
    private final String host;
    private final int port;
    private volatile int at = Integer.MAX_VALUE;
    private volatile Cut cut = Cut.BEFORE;

    public CuttingProxy(String host, int port) {
        this.host = host;
        this.port = port;
        this.server = vertx.createNetServer().connectHandler(this::connect);
        server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
    }

    public int port() {
        return server.actualPort();
    }

    /** Cuts once, at the so manieth statement from now on. */
    public void cut(Cut how, int statement) {
        statements.set(0);
        cut = how;
        at = statement;
    }

    /** Statements since {@link #cut} was called. */
    public int statements() {
        return statements.get();
    }

    private void connect(NetSocket client) {
        client.pause();
        vertx.createNetClient().connect(port, host).onComplete(connected -> {
            if (connected.failed()) {
                client.close();
                return;
            }
            var database = connected.result();
            var stream = new Stream(client, database);
            client.handler(stream::fromClient).closeHandler(closed -> database.close());
            database.handler(client::write).closeHandler(closed -> client.close());
            client.resume();
        });
    }

    /** One connection. Its first message has no type. */
    private final class Stream {

        private final NetSocket client;
        private final NetSocket database;
        private Buffer pending = Buffer.buffer();
        private boolean started;
        private boolean over;

        private Stream(NetSocket client, NetSocket database) {
            this.client = client;
            this.database = database;
        }

        private void fromClient(Buffer received) {
            pending.appendBuffer(received);
            var begin = 0;
            for (var end = end(begin); end > 0 && !over; end = end(begin)) {
                pass(pending.getBuffer(begin, end));
                started = true;
                begin = end;
            }
            pending = pending.getBuffer(begin, pending.length());
        }

        /** Where the message that begins there ends; -1 when it is not complete. */
        private int end(int begin) {
            var lengthAt = started ? begin + 1 : begin;
            if (pending.length() < lengthAt + LENGTH_BYTES) {
                return -1;
            }
            var end = lengthAt + pending.getInt(lengthAt);
            return pending.length() < end ? -1 : end;
        }

        private void pass(Buffer message) {
            var counted = started && (message.getByte(0) == EXECUTE || message.getByte(0) == SIMPLE_QUERY);
            var hit = counted && statements.incrementAndGet() == at;
            if (hit && cut == Cut.BEFORE) {
                end();
                return;
            }
            if (hit) {
                over = true;
                client.pause();
                database.handler(answer -> {});
                database.write(message).onComplete(written -> end());
            } else {
                database.write(message);
            }
        }

        private void end() {
            over = true;
            client.close();
            database.close();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
