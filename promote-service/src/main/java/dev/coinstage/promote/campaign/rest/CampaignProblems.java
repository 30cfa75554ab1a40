package dev.coinstage.promote.campaign.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.promote.campaign.app.CampaignOutcome;
import dev.coinstage.promote.campaign.app.CampaignOutcome.ImpossibleFlight;
import dev.coinstage.promote.campaign.app.CampaignOutcome.KeyReused;
import dev.coinstage.promote.campaign.app.CampaignOutcome.UnknownCampaign;
import dev.coinstage.promote.campaign.app.CampaignOutcome.UnknownContent;
import dev.coinstage.promote.campaign.app.CampaignOutcome.WrongState;

/** Every refusal of an owner's request, as status and code. */
final class CampaignProblems {

    private CampaignProblems() {}

    static Problem problem(CampaignOutcome refused) {
        if (refused instanceof UnknownCampaign) {
            return unknown();
        }
        if (refused instanceof UnknownContent) {
            return Problem.of(422, "CONTENT_UNKNOWN", "The caller has no such content registered.");
        }
        if (refused instanceof ImpossibleFlight r) {
            return Problem.of(422, "FLIGHT_IMPOSSIBLE", r.why());
        }
        if (refused instanceof WrongState r) {
            return Problem.of(409, "CAMPAIGN_STATE", "The campaign's state does not allow this.")
                    .with("state", r.state().name());
        }
        if (refused instanceof KeyReused) {
            return Problem.of(409, "IDEMPOTENCY_KEY_REUSED", "The key was used for another request.");
        }
        throw new IllegalArgumentException("not a refusal: " + refused);
    }

    static Problem unknown() {
        return Problem.of(404, "CAMPAIGN_NOT_FOUND", "There is no such campaign.");
    }
}
