package dev.coinstage.payout.payout.domain;

/** Why a payout is held or over, and who can do something about it. */
public enum Reason {
    NONE(By.NOBODY),
    FRAUD_REVIEW(By.SECURITY_TEAM),
    RESTRICTED(By.SECURITY_TEAM),
    ACCOUNT_FROZEN(By.SECURITY_TEAM),
    DEBT_OUTSTANDING(By.CREATOR),
    FRAUD_BLOCKED(By.SECURITY_TEAM),
    CASE_DENIED(By.SECURITY_TEAM),
    INSUFFICIENT_DIAMONDS(By.CREATOR),
    WALLET_REFUSED(By.FINANCE),
    CANCELED_BY_CREATOR(By.NOBODY),
    PROVIDER_REFUSED(By.CREATOR),
    PROVIDER_FAILED(By.CREATOR),
    NEVER_EXECUTED(By.FINANCE),
    RETURNED_BY_BANK(By.CREATOR);

    /** Who can mend it. */
    public enum By {
        CREATOR,
        SECURITY_TEAM,
        FINANCE,
        NOBODY
    }

    private final By fixableBy;

    Reason(By fixableBy) {
        this.fixableBy = fixableBy;
    }

    public By fixableBy() {
        return fixableBy;
    }
}
