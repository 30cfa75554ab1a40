package dev.coinstage.promote.campaign.app;

import dev.coinstage.promote.campaign.domain.CampaignState;

/** What became of an owner's request. Every case maps to one status and one problem code in {@code CampaignProblems}. */
public sealed interface CampaignOutcome {

    record Done(CampaignView campaign) implements CampaignOutcome {}

    /** None, or another's. */
    record UnknownCampaign() implements CampaignOutcome {}

    /** None, or another's. */
    record UnknownContent() implements CampaignOutcome {}

    record ImpossibleFlight(String why) implements CampaignOutcome {}

    record WrongState(CampaignState state) implements CampaignOutcome {}

    record KeyReused() implements CampaignOutcome {}
}
