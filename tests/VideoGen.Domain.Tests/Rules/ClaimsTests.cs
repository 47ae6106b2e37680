namespace VideoGen.Domain.Tests.Rules;

public sealed class ClaimsTests
{
    static readonly Product Product = Samples.Product with
    {
        Name = "Hanbit 500",
        Facts = ["Keeps drinks hot for 24 hours", "Tested by 1,200 runners", "재구매율 98.50%", "Best lamp of 2025, Lamp Review"],
        CallToAction = "Order within 7 days at hanbit.example",
    };

    [Theory]
    [InlineData("Hot for 24 hours.", "24 hours", 0)]
    [InlineData("1200 runners tested it.", "1200 runners", 1)]
    [InlineData("재구매율 98.5%입니다.", "98.5%", 2)]
    [InlineData("The best.", "best", 3)]
    [InlineData("Hot for 48 hours.", "48 hours", null)]
    [InlineData("98 of all.", "98", null)]
    [InlineData("하루 종일, 24시간 따뜻하게", "24시간", 0)]
    [InlineData("24개월 보증", "24개월", null)]
    [InlineData("러너 천이백 명이 확인했어요", "천이백 명", 1)]
    [InlineData("Tested by a thousand people", "a thousand people", null)]
    [InlineData("1,440분 보온", "1,440분", 0)]
    [InlineData("1만 2천 원", "1만 2천 원", null)]
    [InlineData("스무 시간 보온", "스무 시간", null)]
    [InlineData("Hot for twenty-four hours", "twenty-four hours", 0)]
    [InlineData("업계 최고의 보온", "최고", null)]
    [InlineData("Risk-free.", "Risk-free", null)]
    public void In_AClaim_IsTracedToTheFactThatSaysSo(string text, string claim, int? fact)
        => Claims.In(text, Samples.Brand, Product).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Text = claim, Fact = fact });

    [Theory]
    [InlineData("Meet the Hanbit 500.")]
    [InlineData("Order within 7 days at hanbit.example!")]
    [InlineData("Say goodbye to second best.")]
    [InlineData("A warm light for the evening.")]
    [InlineData("One day like any other, one dial, no app.")]
    [InlineData("봄 세일, 만일을 위한 선택, 천일염과 오일")]
    [InlineData("한 손으로, 이 분의 하루에, 그것만 원하는 당신")]
    public void In_WhatTheUserSaysAnyway_IsNoClaim(string text) => Claims.In(text, Samples.Brand, Product).Should().BeEmpty();
}
