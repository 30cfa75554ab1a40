package dev.coinstage.sandbox.problem;

/** An answer that is no. Has no stack trace: it is no fault. */
public final class Refused extends RuntimeException {

    private final int status;
    private final String code;

    /**
     * @param status HTTP status, 400 to 599
     * @param code stable name in upper case
     * @param detail one sentence for people
     */
    public Refused(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
