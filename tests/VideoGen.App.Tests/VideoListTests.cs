using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests;

/// <summary>Lists, as callers turn their pages, and what those are told whose question makes no sense.</summary>
public sealed class VideoListTests(SharedApp fixture)
{
    ApiClient Api => fixture.Api;

    [Fact]
    public async Task List_OfABrand_IsReadPageByPageWithNothingButTheCursor()
    {
        var input = await Api.VideoInputAsync(review: ["script"]);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await Api.StartVideoAsync(input));
            await Api.WaitAsync(ids[^1], video => video.WaitingFor() == "script_review");
        }

        var first = await Api.GetAsync($"api/v1/videos?brand_id={input["brand_id"]}&status=script_ready&sort=created_at&limit=2");
        var second = await Api.GetAsync($"api/v1/videos?cursor={first.Body!["next_cursor"]}&limit=2");

        Items(first).Concat(Items(second)).Select(video => video["id"]!.GetValue<string>()).Should().Equal(ids);
        second.Body!["next_cursor"].Should().BeNull();
        var shown = Items(first)[0];
        var video = await Api.VideoAsync(ids[0]);
        shown["title"]!.GetValue<string>().Should().Be(video["script"]!["content"]!["title"]!.GetValue<string>());
        shown["brand_name"]!.GetValue<string>().Should().StartWith("Fernhollow");
        shown["product_name"]!.GetValue<string>().Should().Be("Fernhollow Drift");
        shown["progress"]!["waiting_for"]!.GetValue<string>().Should().Be("script_review");
        shown["preview_url"].Should().BeNull("there is no film yet");
    }

    [Theory]
    [InlineData("status=completed", "status")]
    [InlineData("q=cat", "q")]
    [InlineData("sort=title", "sort")]
    public async Task Cursor_OfAnotherQuestion_IsRefusedByName(string other, string named)
    {
        var cursor = await CursorAsync("status=script_ready,cancelled");

        var answer = await Api.GetAsync($"api/v1/videos?cursor={cursor}&{other}");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Code.Should().Be("cursor_of_another_list");
        answer.Fields.Should().Equal(named);
        (await Api.GetAsync($"api/v1/videos?cursor={cursor}&status=script_ready,cancelled")).Status.Should().Be(HttpStatusCode.OK, "it is the same question");
    }

    [Theory]
    [InlineData("status=done", "status")]
    [InlineData("brand_id=17", "brand_id")]
    [InlineData("created_from=yesterday", "created_from")]
    [InlineData("sort=colour", "sort")]
    [InlineData("q=%00", "q")]
    [InlineData("q=a+b+c+d+e+f+g+h+i", "q")]
    [InlineData("cursor=eyJhIjoxfQ", "cursor")]
    [InlineData("cursor=%25", "cursor")]
    [InlineData("limit=0", "limit")]
    public async Task List_ValueIsWrong_NamesIt(string query, string named)
    {
        var answer = await Api.GetAsync($"api/v1/videos?{query}");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Fields.Should().Equal(named);
    }

    [Fact]
    public async Task Get_WhatIsKnown_Is304UntilSomethingChanges()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["storyboard"]));
        await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        var first = await Api.GetAsync($"api/v1/videos/{id}");

        var again = await AskAsync();
        await Api.PostAsync($"api/v1/videos/{id}/cancel");
        var changed = await AskAsync();

        again.Status.Should().Be(HttpStatusCode.NotModified);
        again.Body.Should().BeNull();
        changed.Status.Should().Be(HttpStatusCode.OK);
        changed.Body!.Status().Should().Be("cancelled");

        Task<ApiAnswer> AskAsync()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/videos/{id}");
            request.Headers.IfNoneMatch.Add(first.Message.Headers.ETag!);
            return Api.SendAsync(request);
        }
    }

    static List<JsonNode> Items(ApiAnswer answer) => [.. answer.Body!["items"]!.AsArray().Select(item => item!)];

    async Task<string> CursorAsync(string filter)
    {
        var input = await Api.VideoInputAsync(review: ["script"]);
        foreach (var id in new[] { await Api.StartVideoAsync(input), await Api.StartVideoAsync(input) })
        {
            await Api.WaitAsync(id, video => video.WaitingFor() == "script_review");
        }

        return (await Api.GetAsync($"api/v1/videos?{filter}&limit=1")).Body!["next_cursor"]!.GetValue<string>();
    }
}
